#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mobilepay::registry {

/// Where the entries of a jpos.xml stand, in bytes from its beginning.
struct JposLayout {
    struct Entry {
        std::string logicalName;
        std::string factoryClass;
        std::size_t begin = 0;  ///< of `<JposEntry`
        std::size_t end = 0;    ///< behind `</JposEntry>`
    };
    std::vector<Entry> entries;
    std::size_t rootBegin = 0;  ///< of `<JposEntries`
    std::size_t rootEnd =
        0;  ///< of `</JposEntries>`; behind the element when it is `<JposEntries/>`
    bool rootIsEmptyTag = false;
};

/// Reads a jpos.xml; nothing outside of the text (document types, entities) is looked at. Throws
/// `core::ConfigurationError` naming `file`, the place, what is wrong and the way out.
[[nodiscard]] JposLayout layoutOf(const std::string& text, const std::string& file);

}  // namespace mobilepay::registry
