using Mono.Cecil;
using OrleansNews.Fixtures;
using OrleansNews.Inspection;

namespace OrleansNews.Contracts;

/// <summary>What travels between grains and their callers: immutable records whose members are numbered.</summary>
public class MessageTests
{
    private static IEnumerable<TypeDefinition> Messages =>
        Modules.AllWritten.SelectMany(type => type.WithNested()).Where(type => type.Attribute("GenerateSerializer") is not null);

    [Fact]
    public void Messages_AreFound() => Assert.Contains(Messages, type => type.FullName == "OrleansNews.Comments.CommentSubmission");

    [Fact]
    public void Message_IsAnImmutableRecordWithAnAlias() => Rule.Holds(
        "A message is a sealed record (or the abstract base of a union, or a readonly record struct) with [GenerateSerializer, Immutable, Alias(\"news.Name\")].",
        Messages.SelectMany(Faults));

    [Fact]
    public void Message_Members_AreNumberedWithoutGap() => Rule.Holds(
        "Every stored member of a message has an [Id], from 0, without gap or repeat.",
        Messages.Where(type => !IsException(type)).SelectMany(Misnumbered));

    [Fact]
    public void Message_Members_CannotBeChanged() => Rule.Holds(
        "Members are init-only and their collections ImmutableArray<T>.",
        Messages.Where(type => !IsException(type)).SelectMany(Changeable));

    [Fact]
    public void Message_WithPersonalData_SaysNoneOfItInLogs() => Rule.Holds(
        "Orleans logs a call that fails or is late with its arguments: a message with personal data overrides ToString and leaves them out.",
        Messages.Where(type => type.Namespace != "OrleansNews.Site").SelectMany(Talkative));

    [Fact]
    public void Talkative_MessageOfAFixture_IsFound() => Rule.Catches(nameof(TalkativeMessage), Talkative(Modules.Fixture(typeof(TalkativeMessage))));

    [Fact]
    public void Faults_OfAnOpenClass_AreFound() => Assert.Equal(2, Faults(Modules.Fixture(typeof(OpenMessage))).Count());

    [Fact]
    public void Misnumbered_MemberOfAFixture_IsFound() => Rule.Catches("0, 2", Misnumbered(Modules.Fixture(typeof(OpenMessage))));

    [Fact]
    public void Changeable_MemberOfAFixture_IsFound() => Assert.Equal(2, Changeable(Modules.Fixture(typeof(OpenMessage))).Count());

    private static IEnumerable<string> Faults(TypeDefinition type)
    {
        if (type.Alias() is not { } alias || alias != "news." + type.Name) yield return $"{type.FullName}: no [Alias(\"news.{type.Name}\")]";
        if (IsException(type)) yield break;
        if (type.Attribute("Immutable") is null) yield return $"{type.FullName}: not [Immutable]";
        if (!IsRecord(type) || !(type.IsSealed || type.IsAbstract)) yield return $"{type.FullName}: not a sealed record";
    }

    private static IEnumerable<string> Misnumbered(TypeDefinition type)
    {
        var ids = Members(type).Select(property => property.Attribute("Id")?.ConstructorArguments[0].Value as uint?).ToList();
        if (ids.Contains(null)) yield return $"{type.FullName}: a member without [Id]";
        else if (!ids.Order().SequenceEqual(Enumerable.Range(0, ids.Count).Select(id => (uint?)id))) yield return $"{type.FullName}: {string.Join(", ", ids)}";
    }

    private static IEnumerable<string> Changeable(TypeDefinition type) =>
        from property in Members(type)
        where Mutable.IsMutable(property.PropertyType) || !IsInitOnly(property)
        select $"{type.FullName}.{property.Name}";

    private static IEnumerable<string> Talkative(TypeDefinition type)
    {
        string[] personal = ["Author", "Email", "Text", "Note", "Address", "UserAgent", "PasswordHash"];
        var own = type.Methods.Any(method => method is { Name: "ToString", Parameters.Count: 0 } && method.Attribute("CompilerGenerated") is null);
        if (!own && Members(type).Any(property => personal.Contains(property.Name))) yield return type.FullName;
    }

    // What is stored has a backing field; computed properties have none.
    private static IEnumerable<PropertyDefinition> Members(TypeDefinition type) =>
        type.Properties.Where(property => property.GetMethod is { IsStatic: false } && type.Fields.Any(field => field.Name == $"<{property.Name}>k__BackingField"));

    private static bool IsInitOnly(PropertyDefinition property) =>
        property.SetMethod is null || property.SetMethod.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };

    private static bool IsException(TypeDefinition type) => GrainTypes.DerivesFrom(type, "System.Exception");

    // A record has a PrintMembers of its own.
    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(method => method.Name == "PrintMembers");
}
