#include <windows.h>
#include <jni.h>

extern "C" {

/// Java calls it when it has loaded the library. Pinned, because threads of a device may run on
/// when the class loader that loaded it is gone.
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM*, void*) {
    HMODULE module = nullptr;
    const auto here = reinterpret_cast<LPCWSTR>(reinterpret_cast<void*>(&JNI_OnLoad));
    ::GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
                         here, &module);
    return JNI_VERSION_1_8;
}

}  // extern "C"
