#pragma once

#include "include/mobilepay/device.h"

#include <jni.h>
#include <string_view>
#include <vector>

namespace mobilepay::javapos {

/// The arguments of a call as Java hands them over: sorted by type, each kind in its order.
struct JavaArguments {
    jintArray numbers;
    jlongArray amounts;
    jobjectArray texts;
};

/// In the order of a signature (`driver/upos/name_table.h`); an array that is too short leaves its
/// arguments out, and the device refuses the call.
[[nodiscard]] std::vector<Value> valuesOf(JNIEnv* env, std::string_view signature,
                                          const JavaArguments& arguments);
/// Puts what the call has changed back into the arrays.
void writeBack(JNIEnv* env, std::string_view signature, const std::vector<Value>& values,
               const JavaArguments& arguments);

}  // namespace mobilepay::javapos
