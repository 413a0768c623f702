using System.Text.RegularExpressions;
using Mono.Cecil;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Contracts;

/// <summary>What the cluster can be told: grain interfaces.</summary>
public partial class GrainInterfaceTests
{
    private static IEnumerable<TypeDefinition> Interfaces => Modules.AllWritten.Where(GrainTypes.IsGrainInterface);

    [Fact]
    public void GrainInterfaces_AreFound() => Assert.Contains(Interfaces, type => type.FullName == "OrleansNews.Articles.IArticleGrain");

    [Fact]
    public void GrainInterface_AndItsMethods_HaveAliases() => Rule.Holds(
        "A name in the source may change, a name on the wire may not: [Alias(\"news.word\")] on the interface, [Alias(\"word\")] on each method, once each.",
        Interfaces.SelectMany(MissingAliases));

    [Fact]
    public void GrainMethod_Name_EndsInAsync() => Rule.Holds(
        "A grain method is a call over the network and says so.",
        from type in Interfaces
        from method in type.Methods
        where !method.IsStatic && !method.Name.EndsWith("Async", StringComparison.Ordinal)
        select $"{type.FullName}.{method.Name}");

    [Fact]
    public void GrainMethod_WithoutParameters_ReturnsNoState() => Rule.Holds(
        "The Orleans Dashboard calls parameterless methods of any grain: they may answer a number or yes, and nothing that is stored.",
        Interfaces.SelectMany(Revealing));

    [Fact]
    public void GrainMethod_Types_AreImmutable() => Rule.Holds(
        "Messages are shared between caller and grain: no arrays (but bytes), lists or dictionaries that either side can change.",
        from type in Interfaces
        from method in type.Methods
        where !method.IsStatic
        from used in method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)
        where Mutable.IsMutable(used)
        select $"{type.FullName}.{method.Name}: {used.FullName}");

    [Fact]
    public void GrainMethod_WithASecret_TakesATypeThatKeepsItOutOfLogs() => Rule.Holds(
        "Orleans logs a call that fails or is late with its arguments: personal data and secrets travel in messages whose ToString leaves them out, never as bare strings.",
        Interfaces.SelectMany(Talkative));

    [Fact]
    public void Talkative_MethodOfAFixture_IsFound() =>
        Rule.Catches(nameof(INamelessGrain.TellAsync), Talkative(Modules.Fixture(typeof(INamelessGrain))));

    [Fact]
    public void Aliases_OfTheSolution_AreUnique() => Rule.Holds(
        "Two types with one alias cannot be told apart on the wire.",
        Modules.AllWritten.Where(type => type.Alias() is not null).GroupBy(type => type.Alias(), StringComparer.Ordinal)
            .Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(type => type.FullName))}"));

    [Fact]
    public void MissingAliases_OfAFixture_AreFound()
    {
        var found = MissingAliases(Modules.Fixture(typeof(INamelessGrain))).ToList();

        Assert.Contains(found, violation => violation.EndsWith(nameof(INamelessGrain), StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains(nameof(INamelessGrain.Nameless), StringComparison.Ordinal));
        Assert.DoesNotContain(found, violation => violation.Contains(nameof(INamelessGrain.CountAsync), StringComparison.Ordinal));
    }

    [Fact]
    public void Revealing_MethodOfAFixture_IsFound() =>
        Rule.Catches(nameof(INamelessGrain.Nameless), Revealing(Modules.Fixture(typeof(INamelessGrain))));

    private static IEnumerable<string> MissingAliases(TypeDefinition type)
    {
        if (type.Alias() is not { } alias || !TypeAlias().IsMatch(alias)) yield return type.FullName;
        var names = type.Methods.Where(method => !method.IsStatic).GroupBy(method => method.Alias() ?? "", StringComparer.Ordinal);
        foreach (var method in names.Where(name => !MethodAlias().IsMatch(name.Key) || name.Count() > 1).SelectMany(name => name))
        {
            yield return $"{type.FullName}.{method.Name}";
        }
    }

    private static IEnumerable<string> Talkative(TypeDefinition type) =>
        from method in type.Methods
        where !method.IsStatic
        from parameter in method.Parameters
        where parameter.ParameterType.FullName == "System.String" && Secret().IsMatch(parameter.Name)
        select $"{type.FullName}.{method.Name}: {parameter.Name}";

    private static IEnumerable<string> Revealing(TypeDefinition type) =>
        from method in type.Methods
        where !method.IsStatic && method.Parameters.Count == 0 && method.ReturnType is GenericInstanceType
        let answer = ((GenericInstanceType)method.ReturnType).GenericArguments[0]
        where !answer.IsPrimitive
        select $"{type.FullName}.{method.Name}: {answer.FullName}";

    [GeneratedRegex("^news\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex TypeAlias();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex MethodAlias();

    [GeneratedRegex("password|secret|hash|email|token|text|body|author|useragent", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
