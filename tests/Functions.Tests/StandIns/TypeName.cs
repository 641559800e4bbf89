namespace Functions.Tests.StandIns;

internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
    };

    public static string Of(Type type) => type switch
    {
        _ when Keywords.TryGetValue(type, out var keyword) => keyword,
        { IsGenericParameter: true } => type.Name,
        { IsByRef: true } => Of(type.GetElementType()!),
        { IsArray: true } => Of(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } value => Of(value) + "?",
        { IsNested: true } => $"{Of(type.DeclaringType!)}.{type.Name}",
        { IsGenericType: true } => $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>",
        _ => $"{type.Namespace}.{type.Name}",
    };
}
