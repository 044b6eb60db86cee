#include "driver/upos/event.h"

#include "include/mobilepay/unifiedpos.h"

namespace mobilepay::upos {

namespace error = unifiedpos::error;

bool Event::isInput() const {
    return kind == Kind::data || (kind == Kind::error && locus != error::locusOutput);
}

bool Event::isOutput() const {
    return kind == Kind::outputComplete || kind == Kind::transition ||
           (kind == Kind::error && locus == error::locusOutput);
}

void deliver(Event& event, EventSink& sink) noexcept {
    switch (event.kind) {
        case Event::Kind::data:
            sink.data(event.number);
            break;
        case Event::Kind::directIO:
            sink.directIO(event.number, event.data, event.text);
            break;
        case Event::Kind::error:
            sink.error(event.number, event.extended, event.locus, event.data);
            break;
        case Event::Kind::outputComplete:
            sink.outputComplete(event.number);
            break;
        case Event::Kind::statusUpdate:
            sink.statusUpdate(event.number);
            break;
        case Event::Kind::transition:
            sink.transition(event.number, event.data, event.text);
            break;
    }
}

}  // namespace mobilepay::upos
