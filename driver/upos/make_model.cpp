#include "driver/upos/cat.h"
#include "driver/upos/electronic_value_rw.h"
#include "driver/upos/model.h"

namespace mobilepay::upos {

std::unique_ptr<Model> makeModel(Category category) {
    if (category == Category::electronicValueRw) return std::make_unique<ElectronicValueRw>();
    return std::make_unique<Cat>();
}

}  // namespace mobilepay::upos
