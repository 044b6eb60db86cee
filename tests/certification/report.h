#pragma once

#include "tests/certification/case.h"
#include "tests/certification/server_side.h"

#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::certification {

/// What a certifier wants to see, as Markdown: section, case, steps, the requests of each and what
/// came of it. Goes to standard output, and to the file that MOBILEPAY_CERTIFICATION_REPORT names.
class Report {
public:
    Report();
    void beginCase(std::string_view section, std::string_view name);
    void step(const Step& step, const std::vector<Seen>& calls, const std::string& result);
    void endCase(const std::string& server, bool passed);

private:
    void line(const std::string& text);
    std::string section_;
    int steps_ = 0;
};

/// In the words of a report: `createPointOfSale` is "create the point of sale".
[[nodiscard]] std::string_view wordsOf(Deed deed);

}  // namespace mobilepay::certification
