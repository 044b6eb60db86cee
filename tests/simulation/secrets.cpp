#include "tests/simulation/secrets.h"

#include <algorithm>
#include <string_view>

namespace mobilepay::simulation {
namespace {

struct Secret {
    std::string what;
    std::string text;
};

const std::vector<Secret>& standing() {
    static const std::vector<Secret> secrets = [] {
        const auto world = simulator::defaultWorld();
        std::vector<Secret> list;
        for (const auto& integrator : world.integrators)
            list.push_back({"a client secret", integrator.secret});
        for (const auto& shopper : world.shoppers) {
            list.push_back({"a phone number", shopper.phone});
            list.push_back({"a customer token", shopper.customerToken});
            list.push_back({"a receipt token", shopper.receiptToken});
        }
        // Numbers that differ in their last digits have a beginning in common: one look is enough
        // for almost every text.
        std::erase_if(list, [](const Secret& s) { return s.text.empty(); });
        return list;
    }();
    return secrets;
}

void look(std::string_view text, const std::vector<std::string>& tokens, const std::string& where,
          std::vector<std::string>& found) {
    for (const auto& secret : standing())
        if (text.find(secret.text) != std::string_view::npos)
            found.push_back(secret.what + " stands in " + where);
    for (const auto& token : tokens)
        if (!token.empty() && text.find(token) != std::string_view::npos)
            found.push_back("an access token stands in " + where);
}

}  // namespace

std::vector<std::string> secretsFound(const std::vector<std::string>& tokens, const AllHeard& heard,
                                      const std::vector<std::unique_ptr<Machine>>& machines) {
    std::vector<std::string> found;
    for (const auto& machine : machines) {
        const auto till = "till " + std::to_string(machine->number());
        for (const auto& file : machine->disk().files())
            look(machine->disk().contents(file), tokens, till + "'s file " + file, found);
        for (const auto& complaint : machine->complaints())
            look(complaint, tokens, till + "'s complaints", found);
    }
    for (const auto& one : heard) {
        look(one.refusal, tokens, "what till " + std::to_string(one.till) + " was refused with",
             found);
        if (one.result)
            look(one.result->verdict.code + ' ' + one.result->verdict.detail + ' ' +
                     one.result->reference,
                 tokens, "what till " + std::to_string(one.till) + " was told", found);
    }
    return found;
}

}  // namespace mobilepay::simulation
