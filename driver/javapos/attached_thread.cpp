#include "driver/javapos/attached_thread.h"

namespace mobilepay::javapos {

AttachedThread::AttachedThread(JavaVM* machine) noexcept {
    constexpr jint version = JNI_VERSION_1_8;
    void* environment = nullptr;
    if (machine->GetEnv(&environment, version) != JNI_OK) {
        char name[] = "MobilePay events";
        JavaVMAttachArgs arguments{version, name, nullptr};
        if (machine->AttachCurrentThreadAsDaemon(&environment, &arguments) != JNI_OK) return;
        toDetach_ = machine;
    }
    env_ = static_cast<JNIEnv*>(environment);
}

AttachedThread::~AttachedThread() {
    if (toDetach_ != nullptr) toDetach_->DetachCurrentThread();
}

}  // namespace mobilepay::javapos
