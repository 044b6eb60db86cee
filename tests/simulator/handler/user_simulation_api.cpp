#include "tests/simulator/handler/api.h"
#include "tests/simulator/handler/headers.h"

namespace mobilepay::simulator {

/// No header is required here (the OpenAPI description names none), but a token must be good. The
/// sandbox's user simulation. Its description knows no "no" but 500: that is what a check-in, an
/// acceptance or a cancellation gets that is not possible now.
rest::HttpResponse Handler::userSimulation(const rest::HttpRequest& request,
                                           const std::string& verb) {
    const auto authorization = valuesOf(request.headers, "Authorization");
    if (!authorization.empty() && !tokens_.check(std::string{authorization[0]}, model_.now()))
        throw Refused{unauthorized()};
    bool possible = false;
    if (verb == "checkin" || verb == "acceptpayment") {
        const Body body(request.body, {"beaconId", "phoneNumber"});
        const std::string beacon = lowerCase(body.text("beaconId"));
        const std::string phone = body.text("phoneNumber");
        possible = verb == "checkin" ? model_.checkIn(beacon, phone) : model_.accept(beacon, phone);
    } else if (verb == "cancelpaymentbyuser") {
        const Body body(request.body, {"beaconId"});
        possible = model_.declineAt(lowerCase(body.text("beaconId")));
    } else {
        return answerEmpty(404);
    }
    if (!possible) throw Refused{refuse(2001, "not possible at this beacon now")};
    return answerEmpty();
}

}  // namespace mobilepay::simulator
