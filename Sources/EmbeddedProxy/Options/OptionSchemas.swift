/// The options of every call on a path, as one dialect has them.
struct OptionSchemas: Sendable {
    private let schema: @Sendable (PathOperation) -> OptionSchema

    init(_ schema: @escaping @Sendable (PathOperation) -> OptionSchema) { self.schema = schema }

    subscript(operation: PathOperation) -> OptionSchema { schema(operation) }

    /// The same but for a field that one call lacks.
    func without(_ name: String, from changed: PathOperation) -> OptionSchemas {
        let other = schema(changed).without(name)
        return OptionSchemas { [schema] operation in operation == changed ? other : schema(operation) }
    }
}
