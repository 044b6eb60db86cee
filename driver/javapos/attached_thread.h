#pragma once

#include <jni.h>

namespace mobilepay::javapos {

/// Java's view of the calling thread, for as long as this lives: a thread that Java does not know
/// is attached as a daemon (it never keeps the virtual machine alive) and detached at the end. Not
/// for the thread's whole life: MinGW-w64 frees a thread's variables before it destroys them.
class AttachedThread {
public:
    explicit AttachedThread(JavaVM* machine) noexcept;
    ~AttachedThread();
    AttachedThread(const AttachedThread&) = delete;
    AttachedThread& operator=(const AttachedThread&) = delete;

    /// Null when the machine is gone.
    [[nodiscard]] JNIEnv* env() const noexcept { return env_; }

private:
    JNIEnv* env_ = nullptr;
    JavaVM* toDetach_ = nullptr;
};

}  // namespace mobilepay::javapos
