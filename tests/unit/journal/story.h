#pragma once

#include "tests/unit/journal/fixture.h"

#include <functional>
#include <vector>

namespace mobilepay::journal::testing {

/// A short working day, step by step; each step is one commit or none.
using Step = std::function<void(Journal&)>;

inline std::vector<Step> workingDay() {
    const core::OrderId a("T1-a");
    const core::OrderId b("T1-b");
    const core::PaymentId payment("payment-a");
    return {
        [](Journal& journal) { journal.promise(saleOf("T1-a")); },
        [=](Journal& journal) { (void)journal.decide(a, Decision::capture, payment); },
        [=](Journal& journal) {
            journal.conclude(a, Outcome::approved, "", "", payment, {}, at(someTime + 1000));
        },
        [](Journal& journal) { journal.promise(saleOf("T1-b")); },
        [=](Journal& journal) { journal.handOver(a); },
        [](Journal& journal) { journal.remember("pointOfSale", "8a1b"); },
        [=](Journal& journal) { (void)journal.decide(b, Decision::cancel); },
        [](Journal& journal) { journal.closePeriod(at(someTime + 2000)); },
        [=](Journal& journal) {
            journal.conclude(b, Outcome::undone, "x", "restart", {}, {}, at(someTime + 3000));
        },
        [](Journal& journal) { journal.forgetOlderThan(at(someTime + 2000)); },
    };
}

/// Everything a journal says, as text.
inline std::string tellAll(Journal& journal) {
    std::string text;
    journal.visit([&](const Record& record) {
        text += read(record) + "\n";
        return true;
    });
    text += "open:";
    for (const auto& record : journal.openRows())
        text += " " + record.orderId.text();
    text += "\nnot handed over:";
    for (const auto& record : journal.notHandedOver())
        text += " " + record.orderId.text();
    text += "\nfound:";
    for (const char* id : {"T1-a", "T1-b"})
        text += journal.find(core::OrderId(id)) ? " yes" : " no";
    text +=
        "\npayment: " + std::to_string(journal.findByPayment(core::PaymentId("payment-a")).size());
    text += "\nnumber: " + std::to_string(journal.findByTillNumber(4711).size());
    text += "\nperiods: " + std::to_string(journal.periods().size());
    return text + "\nremembers: " + journal.recall("pointOfSale").value_or("-") + "\n";
}

/// What a journal tells after each number of steps, without any fault.
inline const std::vector<std::string>& undisturbed() {
    static const std::vector<std::string> states = [] {
        simulation::Disk disk;
        Till till(disk);
        std::vector<std::string> list{tellAll(till.open())};
        for (const auto& step : workingDay()) {
            step(*till);
            list.push_back(tellAll(*till));
        }
        return list;
    }();
    return states;
}

}  // namespace mobilepay::journal::testing
