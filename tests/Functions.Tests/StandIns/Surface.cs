using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Functions.Tests.StandIns;

/// <summary>Writes down what an assembly shows to others, one member a line, as the listings of the official packages do.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => Members(type).Prepend(Head(type)).Select(line => $"{TypeName.Of(type)}: {line}"))
        .Order(StringComparer.Ordinal);

    private static string Head(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "readonly struct" : "class";
        var modifier = type switch
        {
            { IsAbstract: true, IsSealed: true } => "static ",
            { IsInterface: true } or { IsValueType: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsSealed: true } => "sealed ",
            _ => "",
        };
        Type[] parents = type is { BaseType: { } parent, IsValueType: false } && parent != typeof(object) ? [parent] : [];
        var contracts = type.IsEnum ? [] : OwnInterfaces(type).Select(TypeName.Of).Order(StringComparer.Ordinal).ToArray();
        string[] bases = [.. parents.Select(TypeName.Of), .. contracts];
        return $"public {modifier}{kind}" + (bases.Length == 0 ? "" : " : " + string.Join(", ", bases));
    }

    private static IEnumerable<Type> OwnInterfaces(Type type) =>
        type.GetInterfaces().Where(contract => type.BaseType?.GetInterfaces().Contains(contract) != true);

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt32(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        return type.GetConstructors(Declared).Where(Visible).Select(constructor => $"{Access(constructor)} {Simple(type)}({Parameters(constructor)})")
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(Visible)).Select(Property))
            .Concat(type.GetMethods(Declared).Where(method => Visible(method) && !IsAccessor(method)).Select(Method));
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Simple(Type type) => type.Name.Split('`')[0];

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(Visible).ToArray();
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(Parameter))}]";
        var body = string.Concat(accessors.Select(accessor => accessor.ReturnType == typeof(void) ? "set; " : "get; "));
        return $"{Modifiers(accessors[0])}{TypeName.Of(property.PropertyType)} {name} {{ {body}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName.Of))}>" : "";
        return method.Name switch
        {
            "op_Equality" => $"{Modifiers(method)}bool operator ==({Parameters(method)})",
            "op_Inequality" => $"{Modifiers(method)}bool operator !=({Parameters(method)})",
            "op_Implicit" => $"{Modifiers(method)}implicit operator {TypeName.Of(method.ReturnType)} ({Parameters(method)})",
            _ => $"{Modifiers(method)}{TypeName.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)}){Constraints(method)}",
        };
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return "";
        }

        var overrides = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        return Access(method) + method switch
        {
            { IsStatic: true } => " static ",
            { IsAbstract: true } => " abstract ",
            { IsVirtual: true } when overrides => " override ",
            { IsVirtual: true, IsFinal: false } => " virtual ",
            _ => " ",
        };
    }

    private static string Constraints(MethodInfo method) => string.Concat(method.IsGenericMethod
        ? method.GetGenericArguments().Select(argument => Constraint(argument) is { Length: > 0 } constraint ? $" where {argument.Name} : {constraint}" : "")
        : []);

    private static string Constraint(Type argument) => string.Join(", ",
    [
        .. argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
        .. argument.GetGenericParameterConstraints().Select(TypeName.Of),
        .. argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
    ]);

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
        + (parameter.IsOut ? "out " : "")
        + $"{TypeName.Of(parameter.ParameterType)} {parameter.Name}"
        + (parameter.HasDefaultValue ? " = " + Default(parameter) : "");

    private static string Default(ParameterInfo parameter) => (parameter.DefaultValue, parameter.ParameterType) switch
    {
        (null, { IsValueType: true } type) => $"default({TypeName.Of(type)})",
        (null, _) => "null",
        (_, { IsEnum: true } type) => $"{TypeName.Of(type)}.{Enum.ToObject(type, parameter.DefaultValue)}",
        _ => Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture)!,
    };
}
