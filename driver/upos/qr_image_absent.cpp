#include "driver/upos/faults.h"
#include "driver/upos/qr_image.h"

namespace mobilepay::upos {

std::string qrSvg(const std::string&) {
    refuse("this build has no QR encoder; ask for the text of the QR code (DirectIO 1)");
}

}  // namespace mobilepay::upos
