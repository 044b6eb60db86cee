#include "driver/javapos/attached_thread.h"

namespace mobilepay::javapos {
namespace {

constexpr jint version = JNI_VERSION_1_8;

class Attachment {
public:
    JNIEnv* attach(JavaVM* machine) noexcept {
        char name[] = "MobilePay events";
        JavaVMAttachArgs arguments{version, name, nullptr};
        void* environment = nullptr;
        if (machine->AttachCurrentThreadAsDaemon(&environment, &arguments) != JNI_OK)
            return nullptr;
        machine_ = machine;
        return static_cast<JNIEnv*>(environment);
    }
    ~Attachment() {
        if (machine_ != nullptr) machine_->DetachCurrentThread();
    }

private:
    JavaVM* machine_ = nullptr;
};

}  // namespace

JNIEnv* environmentOf(JavaVM* machine) noexcept {
    void* environment = nullptr;
    if (machine->GetEnv(&environment, version) == JNI_OK) return static_cast<JNIEnv*>(environment);
    thread_local Attachment attachment;
    return attachment.attach(machine);
}

}  // namespace mobilepay::javapos
