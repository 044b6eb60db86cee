#include "driver/upos/cat.h"
#include "driver/upos/model.h"

namespace mobilepay::upos {

std::unique_ptr<Model> makeModel(Category) {
    return std::make_unique<Cat>();
}

}  // namespace mobilepay::upos
