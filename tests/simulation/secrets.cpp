#include "tests/simulation/secrets.h"

#include <algorithm>
#include <string_view>

namespace mobilepay::simulation {
namespace {

/// Texts of one kind. They have a beginning in common, so one look is enough for almost all texts.
struct Secrets {
    std::string what;
    std::vector<std::string> texts;
    std::string beginning;

    Secrets(std::string kind, std::vector<std::string> list)
        : what(std::move(kind)), texts(std::move(list)) {
        std::erase(texts, "");
        if (texts.empty()) return;
        const auto [least, most] = std::minmax_element(texts.begin(), texts.end());
        const auto end = std::mismatch(least->begin(), least->end(), most->begin(), most->end());
        beginning.assign(least->begin(), end.first);
    }

    [[nodiscard]] bool standsIn(std::string_view text) const {
        return !texts.empty() && text.find(beginning) != std::string_view::npos &&
               std::any_of(texts.begin(), texts.end(), [text](const std::string& secret) {
                   return text.find(secret) != std::string_view::npos;
               });
    }
};

const std::vector<Secrets>& standing() {
    static const std::vector<Secrets> secrets = [] {
        const auto world = simulator::defaultWorld();
        std::vector<std::string> clients;
        std::vector<std::string> phones;
        std::vector<std::string> loyalties;
        std::vector<std::string> customers;
        std::vector<std::string> receipts;
        for (const auto& integrator : world.integrators)
            clients.push_back(integrator.secret);
        for (const auto& shopper : world.shoppers) {
            phones.push_back(shopper.phone.substr(shopper.phone.find_first_not_of('+')));
            loyalties.insert(loyalties.end(), shopper.loyaltyIds.begin(), shopper.loyaltyIds.end());
            customers.push_back(shopper.customerToken);
            receipts.push_back(shopper.receiptToken);
        }
        return std::vector<Secrets>{{"a client secret", clients},
                                    {"a phone number", phones},
                                    {"a loyalty id", loyalties},
                                    {"a customer token", customers},
                                    {"a receipt token", receipts}};
    }();
    return secrets;
}

void look(std::string_view text, const Secrets& tokens, const std::string& where,
          std::vector<std::string>& found) {
    for (const auto& secrets : standing())
        if (secrets.standsIn(text)) found.push_back(secrets.what + " stands in " + where);
    if (tokens.standsIn(text)) found.push_back(tokens.what + " stands in " + where);
}

/// Most of a journal is room that is kept, all zeros.
std::string withoutRoom(std::string_view file) {
    constexpr std::size_t piece = 512;
    static const std::string zeros(piece, '\0');
    std::string text;
    for (; !file.empty(); file.remove_prefix(std::min(piece, file.size())))
        if (!zeros.starts_with(file.substr(0, piece))) text += file.substr(0, piece);
    return text;
}

}  // namespace

std::vector<std::string> secretsFound(const std::vector<std::string>& given, const AllHeard& heard,
                                      const std::vector<std::unique_ptr<Machine>>& machines) {
    const Secrets tokens("an access token", given);
    std::vector<std::string> found;
    for (const auto& machine : machines) {
        const auto till = "till " + std::to_string(machine->number());
        for (const auto& file : machine->disk().files())
            look(withoutRoom(machine->disk().contents(file)), tokens, till + "'s file " + file,
                 found);
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
