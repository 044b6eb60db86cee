#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Our devices in a jpos.xml, beside those of other vendors, whose text stays byte for byte as it
/// was. JavaPOS configuration loaders 2.x to 5.x (`unifiedpos-cat-evrw` 5.5): PUBLIC document type,
/// elements in the order of the DTD, every prop with its type, both URLs.
namespace mobilepay::registry {

enum class DeviceCategory { cat, electronicValueRw };

/// UnifiedPOS's name of it: CAT, ElectronicValueRW.
[[nodiscard]] std::string_view nameOf(DeviceCategory category) noexcept;

struct Property {
    std::string name;
    std::string value;
};

struct JposEntry {
    std::string logicalName;  ///< what applications open; 1 to 100 characters
    DeviceCategory category = DeviceCategory::cat;
    std::vector<Property> properties;  ///< `profile`, `nativeLibrary`, settings; written as String
};

/// The text of a jpos.xml with these entries, those of ours that had one of these names replaced.
/// `old` empty: a new file. Throws `core::ConfigurationError` when `old` is no jpos.xml that can be
/// read, is not UTF-8 (or says another encoding than UTF-8, ISO-8859-1, US-ASCII), or when an entry
/// of another vendor has one of the names. `file` is for messages.
[[nodiscard]] std::string withEntries(const std::string& old, const std::vector<JposEntry>& entries,
                                      const std::string& file);

/// The same without our entries of these names (without all of ours when there are no names).
/// Returns the text as it was when it has none.
[[nodiscard]] std::string withoutEntries(const std::string& old,
                                         const std::vector<std::string>& logicalNames,
                                         const std::string& file);

/// The logical names of our entries.
[[nodiscard]] std::vector<std::string> ourEntries(const std::string& text, const std::string& file);

/// Reads a jpos.xml, empty when there is none, at most 4 MiB. Throws `core::ConfigurationError`.
[[nodiscard]] std::string readJposXml(const std::filesystem::path& file);

}  // namespace mobilepay::registry
