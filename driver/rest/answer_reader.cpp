#include "driver/rest/answer_reader.h"

#include "driver/rest/broken.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include <Poco/Exception.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/String.h>
#include <Poco/StringTokenizer.h>

namespace mobilepay::rest {

namespace {

[[noreturn]] void refuse(const std::string& text) {
    throw Broken(HttpFailure::Kind::limit, "The server's answer " + text);
}

std::optional<std::uint64_t> number(std::string_view text, int base) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The status in `HTTP/1.1 200 OK`. (POCO's HTTPResponse keeps it in an enumeration that cannot
/// hold those from 512 on.)
int statusIn(std::string_view head) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    constexpr std::size_t at = std::string_view("HTTP/1.1 ").size();
    const bool ends = line.size() == at + 3 || (line.size() > at + 3 && line[at + 3] == ' ');
    const bool begins = ends && line[at - 1] == ' ' && (line[at - 2] == '0' || line[at - 2] == '1');
    const auto status = begins ? number(line.substr(at, 3), 10) : std::nullopt;
    if (!status || *status < 100 || *status > 599) refuse("has no valid status line");
    return static_cast<int>(*status);
}

/// All values of that name, as one list (RFC 9110 5.3).
std::string joined(const Headers& headers, const std::string& name) {
    std::string all;
    for (const Header& header : headers) {
        if (Poco::icompare(header.name, name) != 0) continue;
        if (!all.empty()) all += ',';
        all += header.value;
    }
    return all;
}

bool lists(const std::string& values, const std::string& token) {
    const Poco::StringTokenizer tokens(
        values, ",", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY);
    return std::any_of(tokens.begin(), tokens.end(),
                       [&](const std::string& value) { return Poco::icompare(value, token) == 0; });
}

/// The one length that all Content-Length values name.
std::uint64_t lengthOf(const std::string& values) {
    const Poco::StringTokenizer tokens(values, ",", Poco::StringTokenizer::TOK_TRIM);
    std::optional<std::uint64_t> length;
    for (const std::string& value : tokens) {
        const auto named = number(value, 10);
        if (!named || (length && *length != *named)) refuse("has no valid Content-Length");
        length = named;
    }
    if (!length) refuse("has no valid Content-Length");
    return *length;
}

}  // namespace

AnswerReader::AnswerReader(const TransportSettings& limits, To to)
    : maxHeaderBytes_(limits.maxHeaderBytes),
      maxHeaders_(limits.maxHeaders),
      maxBodyBytes_(limits.maxBodyBytes),
      to_(to) {}

void AnswerReader::feed(std::string_view bytes) {
    waiting_ += bytes;
    while (part_ != Part::done && step()) {
    }
}

void AnswerReader::end() {
    if (part_ == Part::done) return;
    if (part_ != Part::untilClose) {
        throw Broken(HttpFailure::Kind::io,
                     part_ == Part::head && waiting_.empty() && headerBytes_ == 0
                         ? "The server closed the connection without an answer"
                         : "The server closed the connection in the middle of its answer");
    }
    part_ = Part::done;
}

HttpResponse AnswerReader::take() {
    return std::move(response_);
}

bool AnswerReader::step() {
    switch (part_) {
        case Part::head:
            return readHead();
        case Part::fixed:
            return readFixed();
        case Part::chunkSize:
            return readChunkSize();
        case Part::chunkData:
            return readChunkData();
        case Part::chunkEnd:
            return readChunkEnd();
        case Part::trailers:
            return readTrailer();
        case Part::untilClose:
            return readUntilClose();
        case Part::done:
            return false;
    }
    return false;
}

bool AnswerReader::readHead() {
    constexpr std::string_view start = "HTTP/1.";
    const std::size_t known = std::min(start.size(), waiting_.size());
    if (waiting_.compare(0, known, start, 0, known) != 0) refuse("is no HTTP/1.1");
    const std::size_t end = waiting_.find("\r\n\r\n");
    const std::size_t size = end == std::string::npos ? waiting_.size() : end + 4;
    if (headerBytes_ + size > maxHeaderBytes_) {
        refuse("has headers of more than " + std::to_string(maxHeaderBytes_) + " bytes");
    }
    if (end == std::string::npos) return false;
    headerBytes_ += size;
    parseHead(waiting_.substr(0, size));
    waiting_.erase(0, size);
    if (response_.status >= 200) {
        chooseFraming();
    } else if (response_.status == 101) {
        refuse("switches to a protocol that was not asked for");
    }
    return true;
}

void AnswerReader::parseHead(const std::string& head) {
    response_ = {};
    response_.status = statusIn(head);
    oldVersion_ = head.starts_with("HTTP/1.0");
    Poco::Net::MessageHeader fields;
    fields.setFieldLimit(maxHeaders_);
    try {
        std::istringstream stream(head.substr(head.find("\r\n") + 2));
        fields.read(stream);
    } catch (const Poco::Exception& error) {
        refuse("has malformed headers (" + error.message() + ")");
    }
    for (const auto& [name, value] : fields)
        response_.headers.push_back({name, value, false});
}

void AnswerReader::chooseFraming() {
    const bool noBody = response_.status == 204 || response_.status == 304 ||
                        (to_ == To::connect && response_.status < 300);
    const bool hasLength = find(response_.headers, "Content-Length") != nullptr;
    const bool hasCoding = find(response_.headers, "Transfer-Encoding") != nullptr;
    if (noBody) {
        part_ = Part::done;
    } else if (hasCoding) {
        // Both at once is how answers are smuggled (RFC 9112 6.3).
        if (hasLength) refuse("has both a Content-Length and a Transfer-Encoding");
        const std::string coding = joined(response_.headers, "Transfer-Encoding");
        if (Poco::icompare(coding, "chunked") != 0) refuse("has an unknown Transfer-Encoding");
        part_ = Part::chunkSize;
    } else if (hasLength) {
        const std::uint64_t length = lengthOf(joined(response_.headers, "Content-Length"));
        if (length > maxBodyBytes_) {
            refuse("has a body of " + std::to_string(length) + " bytes; the limit is " +
                   std::to_string(maxBodyBytes_));
        }
        left_ = static_cast<std::size_t>(length);
        part_ = left_ == 0 ? Part::done : Part::fixed;
    } else {
        part_ = Part::untilClose;
    }
}

void AnswerReader::append(std::size_t count) {
    if (response_.body.size() + count > maxBodyBytes_) {
        refuse("has a body of more than " + std::to_string(maxBodyBytes_) + " bytes");
    }
    response_.body.append(waiting_, 0, count);
    waiting_.erase(0, count);
}

bool AnswerReader::readFixed() {
    const std::size_t count = std::min(left_, waiting_.size());
    append(count);
    left_ -= count;
    if (left_ > 0) return false;
    part_ = Part::done;
    return true;
}

std::optional<std::string> AnswerReader::takeLine(std::string_view what) {
    const std::size_t end = waiting_.find("\r\n");
    // Half of the line's end belongs to the line no more than the whole of it.
    const std::size_t known = waiting_.size() - (waiting_.ends_with('\r') ? 1 : 0);
    const std::size_t size = end == std::string::npos ? known : end;
    if (headerBytes_ + size > maxHeaderBytes_) refuse("has " + std::string(what) + " without end");
    if (end == std::string::npos) return std::nullopt;
    std::string line = waiting_.substr(0, end);
    waiting_.erase(0, end + 2);
    return line;
}

bool AnswerReader::readChunkSize() {
    const auto line = takeLine("a chunk size");
    if (!line) return false;
    std::string_view digits(*line);
    digits = digits.substr(0, digits.find(';'));
    while (!digits.empty() && (digits.back() == ' ' || digits.back() == '\t')) {
        digits.remove_suffix(1);
    }
    const auto size = number(digits, 16);
    if (!size) refuse("has a malformed chunk size");
    if (*size > maxBodyBytes_ - response_.body.size()) {
        refuse("has a body of more than " + std::to_string(maxBodyBytes_) + " bytes");
    }
    left_ = static_cast<std::size_t>(*size);
    part_ = left_ == 0 ? Part::trailers : Part::chunkData;
    return true;
}

bool AnswerReader::readChunkData() {
    const std::size_t count = std::min(left_, waiting_.size());
    append(count);
    left_ -= count;
    if (left_ > 0) return false;
    part_ = Part::chunkEnd;
    return true;
}

bool AnswerReader::readChunkEnd() {
    if (waiting_.size() < 2) return false;
    if (waiting_.compare(0, 2, "\r\n") != 0) refuse("has a chunk longer than its size");
    waiting_.erase(0, 2);
    part_ = Part::chunkSize;
    return true;
}

bool AnswerReader::readTrailer() {
    const auto line = takeLine("trailers");
    if (!line) return false;
    headerBytes_ += line->size();
    if (line->empty()) part_ = Part::done;
    return true;
}

bool AnswerReader::readUntilClose() {
    append(waiting_.size());
    return false;
}

bool AnswerReader::reusable() const {
    if (!done() || !waiting_.empty()) return false;
    const bool framed = find(response_.headers, "Content-Length") != nullptr ||
                        find(response_.headers, "Transfer-Encoding") != nullptr ||
                        response_.status == 204 || response_.status == 304;
    const std::string connection = joined(response_.headers, "Connection");
    if (!framed || lists(connection, "close")) return false;
    return !oldVersion_ || lists(connection, "keep-alive");
}

std::optional<core::Milliseconds> AnswerReader::keepAlive() const {
    const std::string values = joined(response_.headers, "Keep-Alive");
    const Poco::StringTokenizer tokens(
        values, ",", Poco::StringTokenizer::TOK_TRIM | Poco::StringTokenizer::TOK_IGNORE_EMPTY);
    for (const std::string& token : tokens) {
        if (Poco::icompare(token, 0, 8, std::string("timeout=")) != 0) continue;
        const auto seconds = number(std::string_view(token).substr(8), 10);
        if (seconds && *seconds < 86400) return std::chrono::seconds(*seconds);
    }
    return std::nullopt;
}

}  // namespace mobilepay::rest
