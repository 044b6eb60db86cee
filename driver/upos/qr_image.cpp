#include "driver/upos/qr_image.h"

#include "driver/upos/faults.h"

#include <memory>
#include <qrencode.h>
#include <span>

#include <gsl/gsl>

namespace mobilepay::upos {
namespace {

constexpr int quietZone = 4;  // ISO 18004: four modules

std::string moduleAt(int x, int y) {
    return "M" + std::to_string(x + quietZone) + " " + std::to_string(y + quietZone) + "h1v1h-1z";
}

}  // namespace

std::string qrSvg(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) refuse("no QR code can be made of that text");
    const auto width = code->width;
    const std::span modules(code->data, gsl::narrow<std::size_t>(width * width));
    std::string path;
    for (int y = 0; y < width; ++y)
        for (int x = 0; x < width; ++x)
            if ((gsl::at(modules, y * width + x) & 1) != 0) path += moduleAt(x, y);
    const auto side = std::to_string(width + 2 * quietZone);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
           "\" shape-rendering=\"crispEdges\"><rect width=\"" + side + "\" height=\"" + side +
           "\" fill=\"#fff\"/><path d=\"" + path + "\"/></svg>";
}

}  // namespace mobilepay::upos
