#pragma once

#include "installer/ctl/program.h"
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
    [[nodiscard]] const TempFolder& folder() const { return folder_; }
    [[nodiscard]] std::string profile() const { return profile_.string(); }

private:
    TempFolder folder_;
    std::filesystem::path profile_;
};
