#include "tests/conformance/runner.h"

#include "driver/upos/name_table.h"

#include <algorithm>
#include <future>
#include <iostream>
#include <map>
#include <stdexcept>
#include <thread>

namespace mobilepay::conformance {
namespace {

using Words = std::vector<std::string>;
constexpr std::chrono::milliseconds patience{5000};
constexpr std::chrono::milliseconds silence{200};

struct Wrong : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// `has`: `=`, `!=` or `contains`.
bool holds(const std::string& value, const std::string& has, const std::string& what) {
    if (has == "contains") return value.find(what) != std::string::npos;
    return (value == what) == (has == "=");
}

/// Arguments that no state has a reason to refuse.
Words harmless(std::string_view signature) {
    Words arguments;
    for (const char kind : signature)
        arguments.emplace_back(kind == 'c' ? "10000" : kind == 's' || kind == 'S' ? "" : "1");
    return arguments;
}

class Run {
public:
    Run(Binding& binding, Category category) : binding_(binding), category_(category) {}
    ~Run() {
        if (second_.valid()) second_.wait();
    }

    void step(const Step& step) {
        auto words = step.words;
        for (auto& word : words)
            if (word.size() > 1 && word.front() == '$') word = kept_.at(word.substr(1));
        const auto verb = words.front();
        if (verb == "get" && words.size() > 2) return get(words);
        if (verb == "out") return out(words);
        if (verb == "keep") return keep(words);
        if (verb == "start") return start(words);
        if (verb == "await") return await(words);
        if (verb == "answer") return binding_.answerErrors(std::stoi(words.at(1)));
        if (verb == "expect") return expect(words);
        if (verb == "quiet") return quiet();
        if (verb == "readable") return readable(words, step.outcome);
        if (verb == "methods") return methods(words, step.outcome);
        check(call(verb, words), step.outcome);
    }

private:
    Outcome call(const std::string& verb, const Words& words) {
        if (verb == "open") return binding_.open();
        if (verb == "close") return binding_.close();
        if (verb == "release") return binding_.release();
        if (verb == "claim") return binding_.claim(std::stoi(words.at(1)));
        if (verb == "enable") return binding_.set("DeviceEnabled", "1");
        if (verb == "disable") return binding_.set("DeviceEnabled", "0");
        if (verb == "set") return binding_.set(words.at(1), words.at(2));
        if (verb == "stop") return stop();
        if (verb == "rival") return rival(words.at(1));
        if (verb == "get") return binding_.get(words.at(1), last_.emplace_back());
        if (verb == "call") {
            last_.assign(words.begin() + 2, words.end());
            return binding_.call(words.at(1), last_);
        }
        throw Wrong("no such step: " + verb);
    }

    Outcome rival(const std::string& deed) {
        if (deed == "claims") return binding_.rivalClaims();
        if (deed == "closes") return binding_.rivalCloses();
        throw Wrong("a rival claims or closes");
    }

    static void check(const Outcome& outcome, const std::string& expected) {
        auto found = std::to_string(outcome.code);
        if (expected.find('/') != std::string::npos)
            found += "/" + std::to_string(outcome.extended);
        if (found != expected)
            throw Wrong("expected " + expected + ", found " + found + " (" + outcome.text + ")");
    }

    std::string read(const std::string& property) {
        std::string value;
        check(binding_.get(property, value), "0");
        return value;
    }

    void get(const Words& words) {
        const auto value = read(words.at(1));
        if (!holds(value, words.at(2), words.at(3)))
            throw Wrong(words.at(1) + " is '" + value + "'");
    }

    /// An argument of the last call, as the call left it.
    void out(const Words& words) {
        const auto& value = last_.at(std::stoul(words.at(1)) - 1);
        if (!holds(value, words.at(2), words.at(3)))
            throw Wrong("argument " + words.at(1) + " is '" + value + "'");
    }

    void keep(const Words& words) { kept_[words.at(3)] = read(words.at(1)); }

    void start(const Words& words) {
        second_ = std::async(std::launch::async, [this, words] {
            Words arguments(words.begin() + 2, words.end());
            return binding_.call(words.at(1), arguments);
        });
    }

    /// The call may not have begun when the first ClearOutput comes.
    Outcome stop() {
        Words none;
        do {
            check(binding_.call("ClearOutput", none), "0");
        } while (second_.wait_for(std::chrono::milliseconds{20}) != std::future_status::ready);
        return second_.get();
    }

    void await(const Words& words) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (read(words.at(1)) != words.at(3)) {
            if (std::chrono::steady_clock::now() > end)
                throw Wrong(words.at(1) + " stays '" + read(words.at(1)) + "'");
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
    }

    void expect(const Words& words) {
        std::string expected;
        for (auto word = words.begin() + 1; word != words.end(); ++word)
            expected += (expected.empty() ? "" : " ") + *word;
        const auto event = binding_.nextEvent(patience);
        if (event != expected)
            throw Wrong("expected the event '" + expected + "', found " +
                        (event ? "'" + *event + "'" : "none"));
    }

    void quiet() {
        if (const auto event = binding_.nextEvent(silence))
            throw Wrong("expected no event, found '" + *event + "'");
    }

    void readable(const Words& but, const std::string& expected) {
        for (const auto& property : binding_.properties()) {
            if (std::find(but.begin(), but.end(), property) != but.end()) continue;
            std::string value;
            try {
                check(binding_.get(property, value), expected);
            } catch (const Wrong& wrong) {
                throw Wrong(property + ": " + wrong.what());
            }
        }
    }

    void methods(const Words& but, const std::string& expected) {
        for (const auto& row : upos::nameTable(category_)) {
            const std::string name(row.name);
            if (!std::holds_alternative<Method>(row.meaning) ||
                std::find(but.begin(), but.end(), name) != but.end())
                continue;
            try {
                auto arguments = harmless(row.signature);
                check(binding_.call(name, arguments), expected);
            } catch (const Wrong& wrong) {
                throw Wrong(name + ": " + wrong.what());
            }
        }
    }

    Binding& binding_;
    const Category category_;
    std::map<std::string, std::string> kept_;
    Words last_;  ///< the arguments of the last call
    std::future<Outcome> second_;
};

}  // namespace

Settings laneSettings(Settings ofCase, int number, const std::string& folder) {
    const bool named = std::any_of(ofCase.begin(), ofCase.end(),
                                   [](const auto& setting) { return setting.first == "wallet"; });
    if (!named) ofCase.emplace_back("wallet", "training");
    ofCase.emplace_back("lane", "C" + std::to_string(number));
    ofCase.emplace_back("folder", folder);
    return ofCase;
}

std::string runCase(Binding& binding, const Case& script, const std::string& category) {
    binding.prepare(category, script.settings);
    std::string wrong;
    {
        Run run(binding, category == "CAT" ? Category::cat : Category::electronicValueRw);
        for (const auto& step : script.steps)
            try {
                run.step(step);
            } catch (const std::exception& fault) {
                wrong = script.file + ":" + std::to_string(step.line) + ": " + fault.what();
                std::vector<std::string> none;
                (void)binding.call("ClearOutput", none);
                break;
            }
    }
    (void)binding.close();
    return wrong;
}

int runAll(Binding& binding, const std::filesystem::path& folder, const std::string& name) {
    const auto deviations = readDeviations(folder / "deviations.txt", name);
    int surprises = 0;
    int count = 0;
    for (const auto& script : readCases(folder / "cases"))
        for (const auto& category : script.categories) {
            const auto wrong = runCase(binding, script, category);
            const auto deviation = deviations.find(script.name);
            const bool asSaid = wrong.empty() == (deviation == deviations.end());
            ++count;
            surprises += asSaid ? 0 : 1;
            std::cout << (asSaid ? "ok" : "not ok") << " - " << category << ": " << script.name;
            if (deviation != deviations.end()) std::cout << " # deviates: " << deviation->second;
            std::cout << "\n";
            if (!asSaid)
                std::cout << "    " << (wrong.empty() ? "does not deviate any more" : wrong)
                          << "\n";
        }
    std::cout << count << " cases, " << surprises << " surprises\n";
    return surprises;
}

}  // namespace mobilepay::conformance
