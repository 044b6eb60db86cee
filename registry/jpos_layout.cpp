#include "registry/jpos_layout.h"

#include "driver/core/error.h"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string_view>

#include <Poco/RegularExpression.h>
#include <Poco/SAX/Attributes.h>
#include <Poco/SAX/DefaultHandler.h>
#include <Poco/SAX/InputSource.h>
#include <Poco/SAX/Locator.h>
#include <Poco/SAX/SAXException.h>
#include <Poco/SAX/SAXParser.h>
#include <Poco/String.h>

namespace mobilepay::registry {

namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
    throw core::ConfigurationError("The file " + file + " " + why);
}

/// The encoding that the XML declaration names, in lower case; `utf-8` when it names none.
std::string encodingOf(const std::string& text) {
    Poco::RegularExpression::MatchVec found;
    const Poco::RegularExpression declaration(
        R"(^(?:\xEF\xBB\xBF)?<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)["'])");
    if (declaration.match(text, 0, found) < 2) return "utf-8";
    return Poco::toLower(text.substr(found[1].offset, found[1].length));
}

/// Turns lines and columns, as expat counts them (lines from 1, columns in characters from 0), into
/// bytes.
class Positions {
public:
    Positions(const std::string& text, bool utf8) : text_(text), utf8_(utf8) {
        lines_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
            if (text[i] == '\n' || text[i] == '\r') lines_.push_back(i + 1);
        }
    }

    [[nodiscard]] std::size_t byteAt(int line, int column) const {
        if (line < 1 || static_cast<std::size_t>(line) > lines_.size()) return std::string::npos;
        std::size_t at = lines_[static_cast<std::size_t>(line) - 1];
        for (int i = 0; i < column && at < text_.size(); ++i) {
            ++at;
            while (utf8_ && at < text_.size() && isContinuation(text_[at]))
                ++at;
        }
        return at;
    }

private:
    static bool isContinuation(char c) { return (static_cast<std::uint8_t>(c) & 0xC0) == 0x80; }
    const std::string& text_;
    bool utf8_;
    std::vector<std::size_t> lines_;
};

class Reader : public Poco::XML::DefaultHandler {
public:
    Reader(const std::string& text, bool utf8, const std::string& file)
        : text_(text), positions_(text, utf8), file_(file) {}

    [[nodiscard]] JposLayout take() { return std::move(layout_); }

    void setDocumentLocator(const Poco::XML::Locator* locator) override { locator_ = locator; }

    void startElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                      const Poco::XML::XMLString& name,
                      const Poco::XML::Attributes& attributes) override {
        if (depth_ == 0) {
            if (name != "JposEntries") {
                refuse(file_, "begins with <" + name + ">, a jpos.xml begins with <JposEntries>: " +
                                  "name the jpos.xml of the application");
            }
            layout_.rootBegin = here("<JposEntries");
        } else if (depth_ == 1 && name == "JposEntry") {
            layout_.entries.push_back(
                {attributes.getValue("logicalName"), {}, here("<JposEntry"), 0});
        } else if (depth_ == 2 && name == "creation" && !layout_.entries.empty()) {
            layout_.entries.back().factoryClass = attributes.getValue("factoryClass");
        }
        ++depth_;
    }

    void endElement(const Poco::XML::XMLString&, const Poco::XML::XMLString&,
                    const Poco::XML::XMLString& name) override {
        --depth_;
        if (depth_ == 1 && name == "JposEntry") layout_.entries.back().end = endOf("</JposEntry");
        if (depth_ == 0) {
            layout_.rootEnd = position();
            layout_.rootIsEmptyTag = !startsHere("</JposEntries", layout_.rootEnd);
        }
    }

private:
    [[nodiscard]] std::size_t position() const {
        return positions_.byteAt(locator_->getLineNumber(), locator_->getColumnNumber());
    }
    [[nodiscard]] bool startsHere(std::string_view tag, std::size_t at) const {
        if (text_.compare(at, tag.size(), tag) != 0) return false;
        const std::size_t next = at + tag.size();
        return next >= text_.size() ||
               std::string_view(" \t\r\n>/").find(text_[next]) != std::string_view::npos;
    }
    [[nodiscard]] std::size_t here(std::string_view tag) const {
        const std::size_t at = position();
        if (at == std::string::npos || !startsHere(tag, at)) {
            refuse(file_,
                   "holds entries in a way that cannot be edited (an entity?): write them out");
        }
        return at;
    }
    /// Behind the end tag; behind the tag itself when the element is an empty one.
    [[nodiscard]] std::size_t endOf(std::string_view tag) const {
        const std::size_t at = position();
        return startsHere(tag, at) ? text_.find('>', at) + 1 : at;
    }

    const std::string& text_;
    Positions positions_;
    const std::string& file_;
    const Poco::XML::Locator* locator_ = nullptr;
    int depth_ = 0;
    JposLayout layout_;
};

}  // namespace

JposLayout layoutOf(const std::string& text, const std::string& file) {
    const std::string encoding = encodingOf(text);
    const bool utf8 = encoding == "utf-8" || encoding == "utf8";
    if (!utf8 && encoding != "iso-8859-1" && encoding != "us-ascii") {
        refuse(file, "says it is encoded in " + encoding +
                         ", which is not edited here: save it as UTF-8");
    }
    if (text.find('\0') != std::string::npos) refuse(file, "is not UTF-8: save it as UTF-8");
    Reader reader(text, utf8, file);
    Poco::XML::SAXParser parser;
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_GENERAL_ENTITIES, false);
    parser.setFeature(Poco::XML::XMLReader::FEATURE_EXTERNAL_PARAMETER_ENTITIES, false);
    // Names as they are written; a jpos.xml knows no namespaces.
    parser.setFeature(Poco::XML::XMLReader::FEATURE_NAMESPACES, false);
    parser.setContentHandler(&reader);
    try {
        std::istringstream in(text);
        Poco::XML::InputSource source(in);
        parser.parse(&source);
    } catch (const Poco::Exception& error) {
        refuse(file, "cannot be read as XML (" + error.message() +
                         "): mend it, or have a new one written to another name");
    }
    return reader.take();
}

}  // namespace mobilepay::registry
