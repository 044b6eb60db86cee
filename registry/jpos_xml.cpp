#include "registry/jpos_xml.h"

#include "driver/core/error.h"
#include "driver/core/text.h"
#include "registry/jpos_layout.h"
#include "registry/small_file.h"

#include <algorithm>
#include <set>

#include <Poco/TextIterator.h>
#include <Poco/UTF8Encoding.h>

namespace mobilepay::registry {

namespace {

constexpr std::size_t largestJposXml = std::size_t{4} * 1024 * 1024;
// The classes of driver/javapos; entries with this factory are ours.
constexpr std::string_view factoryClass = "org.mobilepay.unifiedpos.ServiceInstanceFactory";
constexpr std::string_view vendorUrl = "https://mobilepay.dk";

constexpr std::string_view emptyFile =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<!DOCTYPE JposEntries PUBLIC \"-//JavaPOS//DTD//EN\" \"jpos/res/jcl.dtd\">\n"
    "<JposEntries>\n</JposEntries>\n";

bool isOurs(const JposLayout::Entry& entry) {
    return entry.factoryClass == factoryClass;
}

/// For an attribute in any encoding: everything outside ASCII as a character reference.
std::string escaped(const std::string& text) {
    (void)core::characterCount(text);  // refuses what is no UTF-8
    static const Poco::UTF8Encoding encoding;
    std::string out;
    for (Poco::TextIterator at(text, encoding), end(text); at != end; ++at) {
        const int character = *at;
        const bool plain = character >= 0x20 && character < 0x7F;
        if (plain && std::string_view("&<>\"'").find(static_cast<char>(character)) ==
                         std::string_view::npos) {
            out += static_cast<char>(character);
        } else if (character < 0x20 || character == 0x7F) {
            throw core::ConfigurationError(
                "'" + core::printableAscii(text, 60) +
                "' holds a control character, which jpos.xml cannot hold");
        } else {
            out += "&#" + std::to_string(character) + ";";
        }
    }
    return out;
}

std::string elementText(const JposEntry& entry) {
    const bool cat = entry.category == DeviceCategory::cat;
    const std::string service = cat ? "org.mobilepay.unifiedpos.CatService"
                                    : "org.mobilepay.unifiedpos.ElectronicValueRWService";
    const std::string url(vendorUrl);
    std::string text = "  <JposEntry logicalName=\"" + escaped(entry.logicalName) + "\">\n";
    text += "    <creation factoryClass=\"" + std::string(factoryClass) + "\" serviceClass=\"" +
            service + "\"/>\n";
    text += "    <vendor name=\"MobilePay for UnifiedPOS\" url=\"" + url + "\"/>\n";
    text +=
        "    <jpos category=\"" + std::string(nameOf(entry.category)) + "\" version=\"1.15\"/>\n";
    text += "    <product name=\"MobilePay " + std::string(cat ? "CAT" : "ElectronicValueRW") +
            "\" description=\"MobilePay as a payment terminal\" url=\"" + url + "\"/>\n";
    for (const auto& property : entry.properties) {
        text += "    <prop name=\"" + escaped(property.name) + "\" type=\"String\" value=\"" +
                escaped(property.value) + "\"/>\n";
    }
    return text + "  </JposEntry>\n";
}

/// Takes an entry out, and with it the line that it leaves empty.
void cut(std::string& text, const JposLayout::Entry& entry) {
    std::size_t begin = entry.begin;
    std::size_t end = entry.end;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t'))
        --begin;
    const bool ownLine = begin == 0 || text[begin - 1] == '\n';
    if (!ownLine) begin = entry.begin;
    if (ownLine && text.compare(end, 2, "\r\n") == 0) {
        end += 2;
    } else if (ownLine && text.compare(end, 1, "\n") == 0) {
        end += 1;
    }
    text.erase(begin, end - begin);
}

std::string withLineEnds(std::string text, const std::string& like) {
    if (like.find("\r\n") == std::string::npos) return text;
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
        text.insert(at, "\r");
    return text;
}

void requireFree(const JposLayout& layout, const std::vector<JposEntry>& entries,
                 const std::string& file) {
    std::set<std::string> names;
    for (const auto& entry : entries) {
        if (entry.logicalName.empty() || entry.logicalName.size() > 100) {
            throw core::ConfigurationError("The logical name '" + entry.logicalName +
                                           "' must be 1 to 100 characters long");
        }
        if (!names.insert(entry.logicalName).second) {
            throw core::ConfigurationError("The logical name '" + entry.logicalName +
                                           "' is given twice: each device has a name of its own");
        }
    }
    for (const auto& present : layout.entries) {
        if (isOurs(present) || names.count(present.logicalName) == 0) continue;
        throw core::ConfigurationError("The file " + file + " has a device '" +
                                       present.logicalName + "' of another vendor (" +
                                       present.factoryClass + "): choose another logical name");
    }
}

void insertBeforeEnd(std::string& text, const std::string& entries, const std::string& file) {
    const JposLayout layout = layoutOf(text, file);
    if (!layout.rootIsEmptyTag) {
        std::size_t at = layout.rootEnd;
        while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t'))
            --at;
        const bool ownLine = at > 0 && text[at - 1] == '\n';
        text.insert(ownLine ? at : layout.rootEnd,
                    withLineEnds((ownLine ? "" : "\n") + entries, text));
        return;
    }
    const std::size_t slash = text.rfind('/', layout.rootEnd - 1);
    text.replace(slash, layout.rootEnd - slash,
                 withLineEnds(">\n" + entries + "</JposEntries>", text));
}

}  // namespace

std::string_view nameOf(DeviceCategory category) noexcept {
    return category == DeviceCategory::cat ? "CAT" : "ElectronicValueRW";
}

std::string withEntries(const std::string& old, const std::vector<JposEntry>& entries,
                        const std::string& file) {
    std::string text = old.empty() ? std::string(emptyFile) : old;
    requireFree(layoutOf(text, file), entries, file);
    std::vector<std::string> names;
    std::string elements;
    for (const auto& entry : entries) {
        names.push_back(entry.logicalName);
        elements += elementText(entry);
    }
    if (names.empty()) return text;
    text = withoutEntries(text, names, file);
    insertBeforeEnd(text, elements, file);
    return text;
}

std::string withoutEntries(const std::string& old, const std::vector<std::string>& logicalNames,
                           const std::string& file) {
    std::string text = old;
    const auto entries = layoutOf(text, file).entries;
    // From the end, so that what comes before keeps its place.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        const bool named =
            logicalNames.empty() || std::find(logicalNames.begin(), logicalNames.end(),
                                              entry->logicalName) != logicalNames.end();
        if (named && isOurs(*entry)) cut(text, *entry);
    }
    return text;
}

std::vector<std::string> ourEntries(const std::string& text, const std::string& file) {
    std::vector<std::string> names;
    for (const auto& entry : layoutOf(text, file).entries) {
        if (isOurs(entry)) names.push_back(entry.logicalName);
    }
    return names;
}

std::string readJposXml(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return {};
    return readSmallFile(file, largestJposXml, "jpos.xml");
}

}  // namespace mobilepay::registry
