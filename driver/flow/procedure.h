#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace mobilepay::flow {

template <class T>
class Procedure;

/// Parts of `Procedure` that do not depend on what it returns.
class ProcedurePromise {
public:
    std::suspend_always initial_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept { failure_ = std::current_exception(); }

    struct GoBack {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
            const std::coroutine_handle<> caller = self.promise().caller_;
            return caller ? caller : std::noop_coroutine();
        }
        void await_resume() noexcept {}
    };
    GoBack final_suspend() noexcept { return {}; }

    void calledBy(std::coroutine_handle<> caller) noexcept { caller_ = caller; }
    void rethrow() const {
        if (failure_) std::rethrow_exception(failure_);
    }

private:
    std::coroutine_handle<> caller_;
    std::exception_ptr failure_;
};

/// What a procedure returns, kept until its caller takes it.
template <class T>
class ResultPromise : public ProcedurePromise {
public:
    Procedure<T> get_return_object() noexcept;
    void return_value(T value) { value_.emplace(std::move(value)); }
    T take() {
        rethrow();
        return std::move(*value_);
    }

private:
    std::optional<T> value_;
};

template <>
class ResultPromise<void> : public ProcedurePromise {
public:
    Procedure<void> get_return_object() noexcept;
    void return_void() noexcept {}
    void take() { rethrow(); }
};

/// A part of a flow written as it happens, from top to bottom: a coroutine that suspends wherever
/// the flow has to be told something (see `Exchange`) and calls other procedures with `co_await`.
/// It runs inside `Script::step` and nowhere else: no thread, no scheduler. Owns its frame;
/// dropping it drops everything it waits in.
template <class T = void>
class [[nodiscard]] Procedure {
public:
    using promise_type = ResultPromise<T>;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Procedure(Handle handle) noexcept : handle_(handle) {}
    Procedure(Procedure&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
    Procedure(const Procedure&) = delete;
    Procedure& operator=(const Procedure&) = delete;
    Procedure& operator=(Procedure&&) = delete;
    ~Procedure() {
        if (handle_) handle_.destroy();
    }

    /// The outermost procedure: runs to its first suspension. `over` and `take` follow.
    void start() { handle_.resume(); }
    [[nodiscard]] bool over() const noexcept { return handle_.done(); }
    /// Throws what the procedure threw. Precondition: over.
    T take() { return handle_.promise().take(); }

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
        handle_.promise().calledBy(caller);
        return handle_;
    }
    T await_resume() { return take(); }

private:
    Handle handle_;
};

template <class T>
Procedure<T> ResultPromise<T>::get_return_object() noexcept {
    return Procedure<T>(Procedure<T>::Handle::from_promise(*this));
}

inline Procedure<void> ResultPromise<void>::get_return_object() noexcept {
    return Procedure<void>(Procedure<void>::Handle::from_promise(*this));
}

}  // namespace mobilepay::flow
