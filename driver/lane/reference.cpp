#include "driver/core/error.h"
#include "driver/core/text.h"
#include "driver/lane/lane.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace mobilepay::lane {
namespace {

constexpr std::size_t longestText = 256;
constexpr std::string_view trainingPrefix = "TRAINING-";

[[noreturn]] void refuse(const std::string& text) {
    throw core::TextError("reference '" + core::printableAscii(text, 64) +
                          "' is not one of ours: expected what TransactionNumber, SlipNumber or "
                          "AdditionalSecurityInformation held after the "
                          "original transaction (a payment id such as "
                          "186d2b31-ff25-4414-9fd1-bfe9807fa8b7, or an order id)");
}

std::string corePart(const std::string& text) {
    auto begin = text.find("ref=");
    begin = begin == std::string::npos ? 0 : begin + 4;
    std::string part = text.substr(begin, text.find(';', begin) - begin);
    const auto visible = [](unsigned char c) { return c > ' '; };
    part.erase(part.begin(), std::find_if(part.begin(), part.end(), visible));
    part.erase(std::find_if(part.rbegin(), part.rend(), visible).base(), part.end());
    return part;
}

}  // namespace

Reference Reference::parse(const std::string& text) {
    static const std::regex guid("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    static const std::regex trainingId("TRAINING-[A-Za-z0-9-]{1,55}");
    static const std::regex orderId("[A-Za-z0-9]{1,10}-[0-9a-z]{24}");
    if (text.size() > longestText) refuse(text);
    std::string part = corePart(text);
    Reference reference;
    if (std::regex_match(part, guid)) {
        std::transform(part.begin(), part.end(), part.begin(), [](unsigned char c) {
            return static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
        });
        reference.payment = core::PaymentId(part);
    } else if (std::regex_match(part, trainingId)) {
        reference.payment = core::PaymentId(part);
    } else if (std::regex_match(part, orderId)) {
        reference.order = core::OrderId(part);
    } else {
        refuse(text);
    }
    return reference;
}

std::string Reference::text() const {
    return payment.empty() ? order.text() : payment.text();
}

bool Reference::training() const {
    return payment.text().starts_with(trainingPrefix);
}

}  // namespace mobilepay::lane
