#include "driver/lane/control.h"

#include "driver/core/error.h"
#include "driver/lane/lane.h"
#include "tests/fuzz/input.h"

#include <filesystem>
#include <string>
#include <unistd.h>

#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace mobilepay;
using namespace mobilepay::fuzzing;

namespace {

/// A folder of this process, with a claimed lane in it that needs no network.
struct Place {
    std::filesystem::path folder;
    std::unique_ptr<lane::Lane> lane;

    Place() {
        std::string name = (std::filesystem::temp_directory_path() / "mp-fuzz-XXXXXX").string();
        promise(::mkdtemp(name.data()) != nullptr, "a folder");
        folder = name;
        registry::Profile profile;
        profile.lane = "FUZZ";
        profile.folder = folder;
        profile.wallet = "training";
        lane = std::make_unique<lane::Lane>(profile);
        lane->claim(core::Milliseconds{0});
    }
    ~Place() {
        lane.reset();
        std::filesystem::remove_all(folder);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
};

void mustBeAnObject(const std::string& answer) {
    Poco::JSON::Parser parser;
    const auto read = parser.parse(answer).extract<Poco::JSON::Object::Ptr>();
    promise(read->has("error") || read->has("done") || read->has("running") || read->has("lane"),
            "a known answer");
}

}  // namespace

/// Any line at the control socket of a lane: one line of JSON, and the lane lives on. And any
/// answer to a client: it takes a line of it.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Place place;
    const std::string line(textOf(bytes, size));
    // The server sees nothing of an empty line and says nothing.
    if (!line.empty() && line[0] != '\n')
        mustBeAnObject(lane::askControl(place.folder, "FUZZ", line));
    static std::string lie;
    lie = line;
    static const auto liar = lane::ControlServer::start(
        place.folder, "LIAR", [](const std::string&) { return std::string(lie); });
    const auto heard = lane::askControl(place.folder, "LIAR", "status");
    promise(heard == lie.substr(0, lie.find('\n')), "a line is a line");
    return 0;
}
