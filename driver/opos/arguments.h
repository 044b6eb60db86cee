#pragma once

#include "include/mobilepay/device.h"

#include <windows.h>
#include <oaidl.h>
#include <string>
#include <string_view>
#include <vector>

namespace mobilepay::opos {

/// A call that cannot be understood: what `Invoke` returns for it. The common controls never cause
/// one; a program that calls the service object by itself may.
struct BadCall {
    HRESULT code;
    unsigned argument = 0;  ///< from the left
};

/// The arguments of one `Invoke`, counted from the left (COM has them from the right). Whatever
/// converts without loss is taken; a floating point number is never an amount. Throws BadCall.
class Arguments {
public:
    /// `signature` as in the table of names (`driver/upos/name_table.h`).
    Arguments(const DISPPARAMS& parameters, std::string_view signature);

    [[nodiscard]] std::int32_t number(unsigned at) const;
    [[nodiscard]] std::int64_t currency(unsigned at) const;
    [[nodiscard]] std::string text(unsigned at) const;
    [[nodiscard]] bool flag(unsigned at) const;
    /// Not owned; may be null.
    [[nodiscard]] IDispatch* dispatch(unsigned at) const;

    /// All of them, as the device takes them.
    [[nodiscard]] std::vector<Value> values() const;
    /// Writes the in/out ones back.
    void giveBack(const std::vector<Value>& values) const;

private:
    [[nodiscard]] VARIANT& at(unsigned index) const;
    [[nodiscard]] Value value(unsigned index) const;
    void requireReference(unsigned index) const;

    const DISPPARAMS& parameters_;
    std::string_view signature_;
};

}  // namespace mobilepay::opos
