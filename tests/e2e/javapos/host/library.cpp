#include "tests/e2e/javapos/host/library.h"

#include <stdexcept>

namespace mobilepay::javapos_host {

Library::Library(PretendedJava& java, const std::string& file) : java_(java), module_(file) {}

template <class Method>
Method* Library::method(const char* name) const {
    const auto full = std::string("Java_org_mobilepay_unifiedpos_NativeDevice_") + name;
    auto* const found = module_.find(full);
    if (found == nullptr) throw std::runtime_error("the library exports no " + full);
    return reinterpret_cast<Method*>(found);
}

void Library::require(const std::string& what) {
    const auto thrown = PretendedJava::takeThrown();
    if (thrown.code != 0)
        throw std::runtime_error(what + ": " + std::to_string(thrown.code) + "/" +
                                 std::to_string(thrown.extended) + " " + thrown.text);
}

void Library::create(jint category, jint serviceVersion) {
    category_ = category;
    device_ = method<jlong JNICALL(JNIEnv*, jclass, jint, jint)>("create")(
        java_.env(), nullptr, category, serviceVersion);
    require("create");
}

void Library::destroy() {
    method<void JNICALL(JNIEnv*, jclass, jlong)>("destroy")(java_.env(), nullptr, device_);
    require("destroy");
}

void Library::shutDown(jint milliseconds) {
    method<void JNICALL(JNIEnv*, jclass, jint)>("shutDown")(java_.env(), nullptr, milliseconds);
    require("shutDown");
}

void Library::open(const std::string& name, const std::vector<std::string>& names,
                   const std::vector<std::string>& values) {
    method<void JNICALL(JNIEnv*, jclass, jlong, jstring, jobjectArray, jobjectArray, jobject)>(
        "open")(java_.env(), nullptr, device_, java_.text(name), java_.texts(names),
                java_.texts(values), java_.dispatcher());
    require("open");
}

void Library::close() {
    method<void JNICALL(JNIEnv*, jclass, jlong)>("close")(java_.env(), nullptr, device_);
    require("close");
}

void Library::claim(jint timeout) {
    method<void JNICALL(JNIEnv*, jclass, jlong, jint)>("claim")(java_.env(), nullptr, device_,
                                                                timeout);
    require("claim");
}

jint Library::indexOf(const std::string& property) {
    const auto index = method<jint JNICALL(JNIEnv*, jclass, jint, jstring)>("indexOf")(
        java_.env(), nullptr, category_, java_.text(property));
    if (index == 0) throw std::runtime_error("no property " + property);
    return index;
}

std::string Library::text(const std::string& property) {
    auto* const text = method<jstring JNICALL(JNIEnv*, jclass, jlong, jint)>("getText")(
        java_.env(), nullptr, device_, indexOf(property));
    require(property);
    return PretendedJava::textOf(text);
}

void Library::set(const std::string& property, jint value) {
    method<void JNICALL(JNIEnv*, jclass, jlong, jint, jint)>("setNumber")(
        java_.env(), nullptr, device_, indexOf(property), value);
    require(property);
}

void Library::set(const std::string& property, const std::string& value) {
    method<void JNICALL(JNIEnv*, jclass, jlong, jint, jstring)>("setText")(
        java_.env(), nullptr, device_, indexOf(property), java_.text(value));
    require(property);
}

Thrown Library::authorize(const std::string& name, jint number, jlong amount, jint timeout) {
    method<void JNICALL(JNIEnv*, jclass, jlong, jstring, jintArray, jlongArray, jobjectArray)>(
        "call")(java_.env(), nullptr, device_, java_.text(name), java_.numbers({number, timeout}),
                java_.amounts({amount, 0}), java_.texts({}));
    return PretendedJava::takeThrown();
}

}  // namespace mobilepay::javapos_host
