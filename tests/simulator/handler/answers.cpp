#include "tests/simulator/handler/answers.h"

#include "tests/simulator/handler/json_writer.h"

namespace mobilepay::simulator {

rest::HttpResponse answerJson(std::string body, int status) {
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, std::move(body)};
}

rest::HttpResponse answerEmpty(int status) {
    return {status, {}, ""};
}

rest::HttpResponse answerRefusal(const Refusal& refusal, const std::string& correlationId) {
    if (refusal.code == 0) {
        rest::HttpResponse response = answerEmpty(refusal.status);
        if (refusal.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
        return response;
    }
    JsonWriter body;
    body.beginObject()
        .textField("code", std::to_string(refusal.code))
        .textField("message", refusal.message)
        .textField("correlationId", correlationId)
        .endObject();
    return answerJson(body.take(), refusal.status);
}

}  // namespace mobilepay::simulator
