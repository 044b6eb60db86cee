#include "tests/conformance/script.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace mobilepay::conformance {
namespace {

/// Nobody listens at port 9.
const std::map<std::string, std::string> unreachable = {
    {"wallet", "v10"},
    {"api.url", "https://127.0.0.1:9/pos/v10"},
    {"token.source", "broker:https://127.0.0.1:9/token"},
    {"client.id", "6a1f3f0e-52a7-4c3e-9b57-0f6a8f1d2c01"},
    {"merchant.vat", "DK90000028"},
    {"merchant.brand", "MPPOSCERT1"},
    {"merchant.location", "00001"}};

std::vector<std::string> wordsOf(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < line.size();) {
        if (line[i] == ' ' || line[i] == '\r') {
            ++i;
        } else if (line[i] == '#') {
            break;
        } else if (line[i] == '"') {
            const auto end = line.find('"', i + 1);
            if (end == std::string::npos) throw std::runtime_error("a quote is missing: " + line);
            words.push_back(line.substr(i + 1, end - i - 1));
            i = end + 1;
        } else {
            const auto end = std::min(line.find(' ', i), line.find('\r', i));
            words.push_back(line.substr(i, end - i));
            i = std::min(end, line.size());
        }
    }
    return words;
}

std::string restAfter(const std::string& line, const std::string& word) {
    return line.substr(line.find(word) + word.size() + 1);
}

void readFile(const std::filesystem::path& path, std::vector<Case>& cases) {
    std::ifstream file(path);
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        auto words = wordsOf(line);
        if (words.empty()) continue;
        if (words.front() == "case") {
            auto& begun = cases.emplace_back();
            begun.file = path.filename().string();
            begun.name = restAfter(line, "case");
            continue;
        }
        if (cases.empty()) throw std::runtime_error(path.string() + ": a step before any case");
        auto& current = cases.back();
        if (words.front() == "for") {
            current.categories.assign(words.begin() + 1, words.end());
        } else if (words.front() == "with") {
            current.settings.emplace_back(words.at(1), words.at(3));
        } else if (words.front() == "unreachable") {
            current.settings = {unreachable.begin(), unreachable.end()};
        } else {
            Step step;
            step.line = number;
            const auto arrow = std::find(words.begin(), words.end(), "->");
            if (arrow != words.end()) step.outcome = *(arrow + 1);
            step.words.assign(words.begin(), arrow);
            current.steps.push_back(std::move(step));
        }
    }
}

}  // namespace

std::vector<Case> readCases(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".case") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Case> cases;
    for (const auto& file : files)
        readFile(file, cases);
    return cases;
}

std::map<std::string, std::string> readDeviations(const std::filesystem::path& path,
                                                  const std::string& binding) {
    std::map<std::string, std::string> deviations;
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
        if (!line.starts_with(binding + ": ")) continue;
        const auto rest = restAfter(line, binding + ":");
        const auto colon = rest.find(": ");
        if (colon == std::string::npos) throw std::runtime_error("deviations: no reason: " + line);
        deviations[rest.substr(0, colon)] = rest.substr(colon + 2);
    }
    return deviations;
}

}  // namespace mobilepay::conformance
