using System.Globalization;
using System.Text;
using Mono.Cecil;
using OrleansNews.Inspection;

namespace OrleansNews.Contracts;

/// <summary>Everything that silos and front ends of different versions must agree on, as text, one fact a line.</summary>
internal static class Contract
{
    /// <summary>Writes the contract of <paramref name="types"/>: grain interfaces with their methods, messages with their members, enums with their values.</summary>
    public static string Of(IEnumerable<TypeDefinition> types)
    {
        var text = new StringBuilder();
        foreach (var (heading, facts) in types.Select(Describe).OfType<(string Heading, IReadOnlyList<string> Facts)>().OrderBy(part => part.Heading, StringComparer.Ordinal))
        {
            text.Append(heading).Append('\n');
            foreach (var fact in facts) text.Append("  ").Append(fact).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Each fact with the thing it is about, so that two texts can be compared without their order.</summary>
    public static IEnumerable<string> Facts(string text)
    {
        var heading = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith("  ", StringComparison.Ordinal)) yield return heading = line;
            else yield return $"{heading} >{line[1..]}";
        }
    }

    private static (string Heading, IReadOnlyList<string> Facts)? Describe(TypeDefinition type)
    {
        if (GrainTypes.IsGrainInterface(type)) return ($"grain {Name(type)} : {Key(type)}", [.. type.Methods.Where(method => !method.IsStatic).Select(Method).Order(StringComparer.Ordinal)]);
        if (type.IsEnum && type.IsPublic) return ($"enum {Name(type)} : {type.Fields.Single(field => field.Name == "value__").FieldType.Name}", Values(type));
        if (type.Attribute("GenerateSerializer") is not null) return ($"message {Name(type)}{Base(type)}", Members(type));
        return null;
    }

    private static string Method(MethodDefinition method) =>
        $"{method.Alias()}({string.Join(", ", method.Parameters.Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}";

    private static string Key(TypeDefinition type) =>
        type.Interfaces.Select(implemented => implemented.InterfaceType.Name).FirstOrDefault(name => name.StartsWith("IGrain", StringComparison.Ordinal)) ?? "IAddressable";

    private static string Base(TypeDefinition type) => type.BaseType?.Resolve() is { } parent && parent.Attribute("GenerateSerializer") is not null ? $" : {Name(parent)}" : "";

    private static List<string> Members(TypeDefinition type) =>
    [
        .. from property in type.Properties
           let id = property.Attribute("Id")?.ConstructorArguments[0].Value as uint?
           where id is not null
           orderby id
           select string.Create(CultureInfo.InvariantCulture, $"{id} {property.Name} {Name(property.PropertyType)}"),
    ];

    private static List<string> Values(TypeDefinition type) =>
        [.. type.Fields.Where(field => field.IsStatic).Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Constant} {field.Name}"))];

    // On the wire a type is its alias; without one it is its full name.
    private static string Name(TypeReference type) => type switch
    {
        ArrayType array => Name(array.ElementType) + "[]",
        GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable => Name(nullable.GenericArguments[0]) + "?",
        GenericInstanceType generic => $"{generic.ElementType.Name.Split('`')[0]}<{string.Join(", ", generic.GenericArguments.Select(Name))}>",
        _ when type.FullName.StartsWith("OrleansNews.", StringComparison.Ordinal) => type.Resolve()?.Alias() ?? type.FullName,
        _ => type.Name,
    };
}
