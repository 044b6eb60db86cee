#pragma once

#include <condition_variable>
#include <deque>
#include <jni.h>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

/// So much of a Java as our native library uses, for bitnesses that no Java can be had for and for
/// sanitizers, which a Java does not carry: texts, arrays, one dispatcher of events, and exceptions
/// of JposException's kind. Objects live as long as it does. Its functions work on every thread
/// that made it or was attached.
namespace mobilepay::javapos_host {

/// What a call of the library threw.
struct Thrown {
    jint code = 0;  ///< 0: nothing
    jint extended = 0;
    std::string text;
};

class PretendedJava {
public:
    PretendedJava();
    PretendedJava(const PretendedJava&) = delete;
    PretendedJava& operator=(const PretendedJava&) = delete;

    [[nodiscard]] JNIEnv* env() noexcept { return &env_; }
    jstring text(std::string_view ascii);
    jintArray numbers(std::vector<jint> values);
    jlongArray amounts(std::vector<jlong> values);
    jobjectArray texts(const std::vector<std::string>& values);
    jobject dispatcher();
    [[nodiscard]] static std::string textOf(jstring text);

    /// What is pending on this thread, which it is not any more.
    static Thrown takeThrown();
    /// The next event, as `outputComplete 1`; empty when none comes within 20 s.
    std::string nextEvent();
    /// Whether there have been threads that Java did not know, and whether all of them are detached
    /// by now; waits up to 20 s for that.
    [[nodiscard]] bool everyThreadDetached();

    /// Derived from Java's own root, so that the pointers convert both ways. A thrown object has
    /// its codes in `numbers`.
    struct Object : _jobject {
        std::u16string text;
        std::vector<jint> numbers;
        std::vector<jlong> amounts;
        std::vector<jobject> elements;
    };
    Object* add(Object object);
    void note(std::string event);
    void attach();
    void detach();
    [[nodiscard]] JavaVM* machine() noexcept { return &machine_; }

private:
    JNINativeInterface_ functions_{};
    JNIInvokeInterface_ invocation_{};
    JNIEnv env_{};
    JavaVM machine_{};
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::unique_ptr<Object>> objects_;
    std::deque<std::string> events_;
    int attachedOnce_ = 0;
    int attachedNow_ = 0;
};

}  // namespace mobilepay::javapos_host
