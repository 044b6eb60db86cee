#pragma once

#include "include/mobilepay/device.h"

#include <jni.h>
#include <string>

namespace mobilepay::javapos {

/// Hands events to an `org.mobilepay.unifiedpos.EventDispatcher`, from whichever thread. Holds it
/// weakly: the service holds it, the control the service, and a control that the application has
/// forgotten must be found by the garbage collector.
class JavaSink final : public EventSink {
public:
    /// An exception of Java is pending when the dispatcher does not have the methods it should.
    JavaSink(JNIEnv* env, jobject dispatcher);
    ~JavaSink() override;
    JavaSink(const JavaSink&) = delete;
    JavaSink& operator=(const JavaSink&) = delete;

    void data(std::int32_t status) noexcept override;
    void directIO(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    void error(std::int32_t resultCode, std::int32_t extended, std::int32_t locus,
               std::int32_t& response) noexcept override;
    void outputComplete(std::int32_t outputId) noexcept override;
    void statusUpdate(std::int32_t data) noexcept override;
    void transition(std::int32_t event, std::int32_t& data, std::string& text) noexcept override;
    /// Attached as one daemon of Java's for all its life.
    void eventThread(const std::function<void()>& deliveries) noexcept override;

private:
    /// `body(env, dispatcher)` while there is a dispatcher to call.
    template <class Body>
    void withDispatcher(Body body) const noexcept;
    void exchange(jmethodID method, std::int32_t event, std::int32_t& data,
                  std::string& text) const noexcept;

    JavaVM* machine_ = nullptr;
    jweak dispatcher_ = nullptr;
    jmethodID data_ = nullptr;
    jmethodID directIO_ = nullptr;
    jmethodID error_ = nullptr;
    jmethodID outputComplete_ = nullptr;
    jmethodID statusUpdate_ = nullptr;
    jmethodID transition_ = nullptr;
};

}  // namespace mobilepay::javapos
