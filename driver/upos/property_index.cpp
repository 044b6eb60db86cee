#include "driver/upos/property_table.h"

#include <algorithm>
#include <vector>

namespace mobilepay::upos {
namespace {

struct Indexed {
    std::int32_t index;
    const PropertyRow* row;
};

std::vector<Indexed> sortedBy(Category category) {
    std::vector<Indexed> sorted;
    for (const auto& row : propertyTable())
        if (const auto index = row.in(category).index; index != 0) sorted.push_back({index, &row});
    std::sort(sorted.begin(), sorted.end(),
              [](const Indexed& a, const Indexed& b) { return a.index < b.index; });
    return sorted;
}

}  // namespace

const PropertyRow* findProperty(Category category, std::int32_t index) {
    // Never destroyed: event threads may outlive the end of main.
    static const auto& cat = *new std::vector(sortedBy(Category::cat));
    static const auto& evrw = *new std::vector(sortedBy(Category::electronicValueRw));
    const auto& rows = category == Category::cat ? cat : evrw;
    const auto at = std::lower_bound(rows.begin(), rows.end(), index,
                                     [](const Indexed& a, std::int32_t i) { return a.index < i; });
    return at != rows.end() && at->index == index ? at->row : nullptr;
}

}  // namespace mobilepay::upos
