/// A value whose copies share one storage until one of them changes it. Copying it, and comparing
/// copies that have not changed, takes no longer for a large value than for a small one.
///
/// The state is copied and compared at every key. This is for the large parts of it that most keys do
/// not touch: any change, even to the same value, copies all of the part.
@propertyWrapper
package struct Shared<Value: Equatable & Sendable>: Equatable, Sendable {
  /// Always one element: an array shares its storage, and is equal at once to one with the same
  /// storage.
  private var storage: [Value]

  /// A value with its own storage.
  package init(wrappedValue: Value) { storage = [wrappedValue] }

  /// The value; a change copies it first if it is shared.
  package var wrappedValue: Value {
    get { storage[0] }
    set { storage[0] = newValue }
    _modify { yield &storage[0] }
  }
}
