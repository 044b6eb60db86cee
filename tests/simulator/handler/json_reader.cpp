#include "tests/simulator/handler/json_reader.h"

#include <algorithm>

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>

namespace mobilepay::simulator {
namespace {

constexpr int deepest = 32;

/// The number tokens of a JSON text in their order. POCO hands numbers out as double; the digits
/// are taken from here instead.
std::vector<std::string> numberTokens(const std::string& text) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\') ++i;
            }
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            const auto end = text.find_first_not_of("+-.0123456789eE", i);
            tokens.push_back(text.substr(i, end - i));
            i = (end == std::string::npos ? text.size() : end) - 1;
        }
    }
    return tokens;
}

class Builder final : public Poco::JSON::Handler {
public:
    explicit Builder(const std::string& text) : numbers_(numberTokens(text)) {}

    JsonValue take() { return std::move(root_); }

    void reset() override {}
    void startObject() override { open(JsonValue::Kind::object); }
    void endObject() override { stack_.pop_back(); }
    void startArray() override { open(JsonValue::Kind::list); }
    void endArray() override { stack_.pop_back(); }
    void key(const std::string& name) override { key_ = name; }
    void null() override { put({}); }
    void value(int) override { number(); }
    void value(unsigned) override { number(); }
    void value(Poco::Int64) override { number(); }
    void value(Poco::UInt64) override { number(); }
    void value(double) override { number(); }
    void value(bool truth) override {
        JsonValue made;
        made.kind = JsonValue::Kind::boolean;
        made.truth = truth;
        put(std::move(made));
    }
    void value(const std::string& text) override {
        JsonValue made;
        made.kind = JsonValue::Kind::text;
        made.text = text;
        put(std::move(made));
    }

private:
    void number() {
        if (next_ >= numbers_.size()) throw JsonError("a number that cannot be found again");
        JsonValue made;
        made.kind = JsonValue::Kind::number;
        made.text = numbers_[next_++];
        put(std::move(made));
    }
    JsonValue& put(JsonValue made) {
        if (stack_.empty()) {
            root_ = std::move(made);
            return root_;
        }
        JsonValue& parent = *stack_.back();
        if (parent.is(JsonValue::Kind::list)) return parent.items.emplace_back(std::move(made));
        return parent.members.emplace_back(JsonMember{key_, std::move(made)}).value;
    }
    void open(JsonValue::Kind kind) {
        JsonValue made;
        made.kind = kind;
        stack_.push_back(&put(std::move(made)));
    }

    std::vector<std::string> numbers_;
    std::size_t next_ = 0;
    JsonValue root_;
    std::vector<JsonValue*> stack_;
    std::string key_;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const auto& member) { return member.name == name; });
    return found == members.end() ? nullptr : &found->value;
}

JsonValue parseJson(const std::string& text) {
    Poco::SharedPtr<Builder> builder = new Builder(text);
    try {
        Poco::JSON::Parser parser(builder);
        parser.setDepth(deepest);
        parser.parse(text);
    } catch (const Poco::Exception& e) {
        throw JsonError("not JSON: " + e.message());
    }
    return builder->take();
}

}  // namespace mobilepay::simulator
