#pragma once

#include "include/mobilepay/device.h"

#include <string>
#include <vector>

namespace mobilepay::upos {

struct StatisticItem {
    std::string name;
    std::string value;
    bool manufacturerSpecific = false;
};

/// The answer of RetrieveStatistics (UPOS 1.15 chapter 1): an XML document of UPOSStat, UTF-8.
[[nodiscard]] std::string statisticsXml(const std::vector<StatisticItem>& items, Category category,
                                        const std::string& serialNumber);

}  // namespace mobilepay::upos
