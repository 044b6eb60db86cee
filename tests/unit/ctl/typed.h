#pragma once

#include "driver/journal/journal.h"
#include "driver/lane/journal_file.h"
#include "installer/ctl/program.h"
#include "registry/profile_file.h"
#include "tests/unit/temp_folder.h"

#include <sstream>
#include <string>
#include <vector>

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

/// What came of a command line.
struct Typed {
    int code = -1;
    std::string out;
    std::string err;

    [[nodiscard]] bool says(const std::string& words) const {
        return out.find(words) != std::string::npos || err.find(words) != std::string::npos;
    }
    [[nodiscard]] Poco::JSON::Object::Ptr json() const {
        return Poco::JSON::Parser().parse(out).extract<Poco::JSON::Object::Ptr>();
    }
    [[nodiscard]] std::string field(const std::string& name) const {
        return json()->get(name).toString();
    }
};

/// mpctl, as somebody types it.
inline Typed mpctl(const std::vector<std::string>& words) {
    std::ostringstream out;
    std::ostringstream err;
    Typed typed;
    typed.code = mobilepay::ctl::run(words, out, err);
    typed.out = out.str();
    typed.err = err.str();
    return typed;
}

/// A lane of the training wallet, in a folder that goes with the test.
class TrainingLane {
public:
    explicit TrainingLane(const std::string& more = {}) {
        profile_ = folder_.write("TILL1.profile", "lane = TILL1\nwallet = training\nfolder = " +
                                                      folder_.path().string() + "\n" + more);
    }
    [[nodiscard]] Typed operator()(std::vector<std::string> words) const {
        words.insert(words.end(), {"--profile", profile_.string()});
        return mpctl(words);
    }
    [[nodiscard]] Typed json(std::vector<std::string> words) const {
        words.emplace_back("--json");
        return (*this)(std::move(words));
    }
    /// A sale that its process died on: promised, and nothing since.
    void promise(const std::string& order) const {
        namespace journal = mobilepay::journal;
        const auto profile = mobilepay::registry::loadProfile(profile_);
        journal::Record row{mobilepay::core::OrderId(order), "TILL1", journal::Kind::sale,
                            mobilepay::core::Money(100, mobilepay::core::Currency::dkk())};
        journal::Journal::open(mobilepay::lane::journalOptions(profile))->promise(row);
    }
    [[nodiscard]] const TempFolder& folder() const { return folder_; }
    [[nodiscard]] std::string profile() const { return profile_.string(); }

private:
    TempFolder folder_;
    std::filesystem::path profile_;
};
