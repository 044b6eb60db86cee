#pragma once

#include <jni.h>

namespace mobilepay::javapos {

/// Java's view of the calling thread: attached as a daemon when it was not (it never keeps the
/// virtual machine alive), detached when the thread ends. Null when the machine is gone.
[[nodiscard]] JNIEnv* environmentOf(JavaVM* machine) noexcept;

}  // namespace mobilepay::javapos
