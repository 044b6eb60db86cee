#include "tests/e2e/javapos/host/pretended_java.h"

#include <algorithm>
#include <chrono>
#include <cstdarg>

namespace mobilepay::javapos_host {

namespace {

using Object = PretendedJava::Object;

/// One program pretends one Java.
PretendedJava* java = nullptr;
thread_local Object* pending = nullptr;
/// Whether Java knows this thread.
thread_local bool attached = false;

Object& of(jobject object) {
    return *static_cast<Object*>(object);
}

template <class Made>
Made made(Object* object) {
    return static_cast<Made>(static_cast<jobject>(object));
}

template <class Values, class Place>
void copyOut(const Values& values, jsize start, jsize length, Place place) {
    std::copy_n(values.begin() + start, length, place);
}

// The functions of JNI that the library uses, under the names of their places.

jclass JNICALL findClass(JNIEnv*, const char*) {
    return made<jclass>(java->add({}));
}
jclass JNICALL getObjectClass(JNIEnv*, jobject) {
    return made<jclass>(java->add({}));
}
/// A method is the place of its name, which is a literal of the library.
jmethodID JNICALL getMethodId(JNIEnv*, jclass, const char* name, const char*) {
    return reinterpret_cast<jmethodID>(const_cast<char*>(name));
}
jobject JNICALL newObject(JNIEnv*, jclass, jmethodID, va_list arguments) {
    Object thrown;
    thrown.numbers.push_back(va_arg(arguments, jint));
    thrown.numbers.push_back(va_arg(arguments, jint));
    thrown.text = of(va_arg(arguments, jobject)).text;
    return java->add(thrown);
}
jint JNICALL throwIt(JNIEnv*, jthrowable thrown) {
    pending = &of(thrown);
    return JNI_OK;
}
jboolean JNICALL exceptionCheck(JNIEnv*) {
    return pending != nullptr ? JNI_TRUE : JNI_FALSE;
}
void JNICALL exceptionDescribe(JNIEnv*) {}
void JNICALL exceptionClear(JNIEnv*) {
    pending = nullptr;
}
void JNICALL callVoidMethod(JNIEnv*, jobject, jmethodID method, va_list arguments) {
    const std::string name = reinterpret_cast<const char*>(method);
    java->note(name + " " + std::to_string(va_arg(arguments, jint)));
}
jint JNICALL callIntMethod(JNIEnv*, jobject, jmethodID method, va_list arguments) {
    std::string event = reinterpret_cast<const char*>(method);
    for (int count = 0; count < 3; ++count)
        event += " " + std::to_string(va_arg(arguments, jint));
    java->note(event);
    return va_arg(arguments, jint);
}
jint JNICALL pushLocalFrame(JNIEnv*, jint) {
    return JNI_OK;
}
jobject JNICALL popLocalFrame(JNIEnv*, jobject result) {
    return result;
}
jobject JNICALL sameReference(JNIEnv*, jobject object) {
    return object;
}
void JNICALL forget(JNIEnv*, jobject) {}
jsize JNICALL getArrayLength(JNIEnv*, jarray array) {
    const auto& one = of(array);
    return static_cast<jsize>(one.numbers.size() + one.amounts.size() + one.elements.size());
}
jsize JNICALL getStringLength(JNIEnv*, jstring text) {
    return static_cast<jsize>(of(text).text.size());
}
void JNICALL getStringRegion(JNIEnv*, jstring text, jsize start, jsize length, jchar* place) {
    copyOut(of(text).text, start, length, place);
}
jstring JNICALL newString(JNIEnv*, const jchar* units, jsize length) {
    Object text;
    text.text.assign(units, units + length);
    return made<jstring>(java->add(text));
}
jobject JNICALL getObjectArrayElement(JNIEnv*, jobjectArray array, jsize at) {
    return of(array).elements.at(static_cast<std::size_t>(at));
}
void JNICALL setObjectArrayElement(JNIEnv*, jobjectArray array, jsize at, jobject element) {
    of(array).elements.at(static_cast<std::size_t>(at)) = element;
}
jobjectArray JNICALL newObjectArray(JNIEnv*, jsize length, jclass, jobject element) {
    Object array;
    array.elements.assign(static_cast<std::size_t>(length), element);
    return made<jobjectArray>(java->add(array));
}
jintArray JNICALL newIntArray(JNIEnv*, jsize length) {
    return java->numbers(std::vector<jint>(static_cast<std::size_t>(length)));
}
void JNICALL getIntArrayRegion(JNIEnv*, jintArray array, jsize start, jsize length, jint* place) {
    copyOut(of(array).numbers, start, length, place);
}
void JNICALL setIntArrayRegion(JNIEnv*, jintArray array, jsize start, jsize length,
                               const jint* values) {
    std::copy_n(values, length, of(array).numbers.begin() + start);
}
void JNICALL getLongArrayRegion(JNIEnv*, jlongArray array, jsize start, jsize length,
                                jlong* place) {
    copyOut(of(array).amounts, start, length, place);
}
jint JNICALL getJavaVm(JNIEnv*, JavaVM** machine) {
    *machine = java->machine();
    return JNI_OK;
}
jint JNICALL getEnv(JavaVM*, void** env, jint) {
    *env = attached ? java->env() : nullptr;
    return attached ? JNI_OK : JNI_EDETACHED;
}
jint JNICALL attachAsDaemon(JavaVM*, void** env, void*) {
    java->attach();
    *env = java->env();
    return JNI_OK;
}
jint JNICALL detachCurrentThread(JavaVM*) {
    java->detach();
    return JNI_OK;
}

}  // namespace

PretendedJava::PretendedJava() {
    java = this;
    attached = true;
    auto& f = functions_;
    f.FindClass = findClass;
    f.GetObjectClass = getObjectClass;
    f.GetMethodID = getMethodId;
    f.NewObjectV = newObject;
    f.Throw = throwIt;
    f.ExceptionCheck = exceptionCheck;
    f.ExceptionDescribe = exceptionDescribe;
    f.ExceptionClear = exceptionClear;
    f.CallVoidMethodV = callVoidMethod;
    f.CallIntMethodV = callIntMethod;
    f.PushLocalFrame = pushLocalFrame;
    f.PopLocalFrame = popLocalFrame;
    f.NewLocalRef = sameReference;
    f.DeleteLocalRef = forget;
    f.NewWeakGlobalRef = sameReference;
    f.DeleteWeakGlobalRef = forget;
    f.GetArrayLength = getArrayLength;
    f.GetStringLength = getStringLength;
    f.GetStringRegion = getStringRegion;
    f.NewString = newString;
    f.GetObjectArrayElement = getObjectArrayElement;
    f.SetObjectArrayElement = setObjectArrayElement;
    f.NewObjectArray = newObjectArray;
    f.NewIntArray = newIntArray;
    f.GetIntArrayRegion = getIntArrayRegion;
    f.SetIntArrayRegion = setIntArrayRegion;
    f.GetLongArrayRegion = getLongArrayRegion;
    f.GetJavaVM = getJavaVm;
    invocation_.GetEnv = getEnv;
    invocation_.AttachCurrentThreadAsDaemon = attachAsDaemon;
    invocation_.DetachCurrentThread = detachCurrentThread;
    env_.functions = &functions_;
    machine_.functions = &invocation_;
}

PretendedJava::Object* PretendedJava::add(Object object) {
    const std::lock_guard lock(mutex_);
    return objects_.emplace_back(std::make_unique<Object>(std::move(object))).get();
}

jstring PretendedJava::text(std::string_view ascii) {
    Object made;
    made.text.assign(ascii.begin(), ascii.end());
    return static_cast<jstring>(static_cast<jobject>(add(made)));
}

jintArray PretendedJava::numbers(std::vector<jint> values) {
    Object made;
    made.numbers = std::move(values);
    return static_cast<jintArray>(static_cast<jobject>(add(made)));
}

jlongArray PretendedJava::amounts(std::vector<jlong> values) {
    Object made;
    made.amounts = std::move(values);
    return static_cast<jlongArray>(static_cast<jobject>(add(made)));
}

jobjectArray PretendedJava::texts(const std::vector<std::string>& values) {
    Object made;
    for (const auto& value : values)
        made.elements.push_back(text(value));
    return static_cast<jobjectArray>(static_cast<jobject>(add(made)));
}

jobject PretendedJava::dispatcher() {
    return add({});
}

std::string PretendedJava::textOf(jstring text) {
    if (text == nullptr) return {};
    std::string plain;
    for (const char16_t unit : of(text).text)
        plain += unit < 128 ? static_cast<char>(unit) : '?';
    return plain;
}

Thrown PretendedJava::takeThrown() {
    if (pending == nullptr) return {};
    auto* const text = static_cast<jstring>(static_cast<jobject>(pending));
    Thrown thrown{pending->numbers[0], pending->numbers[1], textOf(text)};
    pending = nullptr;
    return thrown;
}

void PretendedJava::note(std::string event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    changed_.notify_all();
}

void PretendedJava::attach() {
    const std::lock_guard lock(mutex_);
    attached = true;
    ++attachedOnce_;
    ++attachedNow_;
}

void PretendedJava::detach() {
    const std::lock_guard lock(mutex_);
    attached = false;
    --attachedNow_;
    changed_.notify_all();
}

bool PretendedJava::everyThreadDetached() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds{20}, [this] {
        return attachedNow_ == 0;
    }) && attachedOnce_ > 0;
}

std::string PretendedJava::nextEvent() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds{20}, [this] { return !events_.empty(); }))
        return {};
    auto event = events_.front();
    events_.pop_front();
    return event;
}

}  // namespace mobilepay::javapos_host
