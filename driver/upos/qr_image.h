#pragma once

#include <string>

namespace mobilepay::upos {

/// The QR code of a text as an SVG image, with the quiet zone that readers want. Throws Refusal
/// where this build has no QR encoder or the text is too long for one.
[[nodiscard]] std::string qrSvg(const std::string& text);

}  // namespace mobilepay::upos
