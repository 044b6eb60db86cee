#include "tests/simulator/handler/api.h"
#include "tests/simulator/handler/headers.h"

namespace mobilepay::simulator {

/// The sandbox's user simulation. Its description requires no header, but a token that is there
/// must be good; and it knows no "no" but 500: for a bad request and for what is not possible now.
rest::HttpResponse Handler::userSimulation(const rest::HttpRequest& request,
                                           const std::string& verb) {
    const auto authorization = valuesOf(request.headers, "Authorization");
    if (!authorization.empty() && !tokens_.check(std::string{authorization[0]}, model_.now()))
        throw Refused{unauthorized()};
    bool possible = false;
    try {
        if (verb == "checkin" || verb == "acceptpayment") {
            const Body body(request.body, {"beaconId", "phoneNumber"});
            const std::string beacon = lowerCase(body.text("beaconId"));
            const std::string phone = body.text("phoneNumber");
            possible =
                verb == "checkin" ? model_.checkIn(beacon, phone) : model_.accept(beacon, phone);
        } else if (verb == "cancelpaymentbyuser") {
            const Body body(request.body, {"beaconId"});
            possible = model_.declineAt(lowerCase(body.text("beaconId")));
        } else {
            return answerEmpty(404);
        }
    } catch (const Refused& refused) {
        throw Refused{refuse(2001, refused.refusal.message)};
    }
    if (!possible) throw Refused{refuse(2001, "not possible at this beacon now")};
    return answerEmpty();
}

}  // namespace mobilepay::simulator
