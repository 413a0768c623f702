using System.Text.RegularExpressions;
using Mono.Cecil;
using OrleansNews.Inspection;

namespace OrleansNews.Rooms;

/// <summary>A folder is a room, its namespace says so, and rooms do not go in circles.</summary>
public partial class RoomTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Fact]
    public void Folder_OfEveryProject_IsAKnownRoom() => Rule.Holds(
        $"The rooms are {string.Join(", ", Room.Known)}. A new one is a change of the architecture: add it to Room.cs and ARCHITECTURE.md.",
        from file in Repository.Sources("src", ".cs", ".razor")
        where file.Project != "OrleansNews.Storage" && file.Folders.Count > 0 && !RoomsOf(file.Project).Contains(file.Folders[0])
        select file.Path);

    [Fact]
    public void Type_OfEveryProject_LivesInAKnownRoom() => Rule.Holds(
        $"The namespace of a type is {Room.Root}.<Room>.",
        from project in Repository.Projects
        from type in Modules.Of(project).Written()
        let room = Room.Of(type.Namespace)
        where room.Length > 0 && !RoomsOf(project).Contains(room)
        select type.FullName);

    [Fact]
    public void Namespace_OfEveryFile_IsItsFolder() => Rule.Holds(
        "The namespace of a file is OrleansNews.<Room>, the room being its first folder (in Storage: OrleansNews.Storage.<Folder>), with or without the folders below.",
        from file in Repository.Sources("src", ".cs")
        from Match declared in NamespaceDeclaration().Matches(file.Text)
        where !Room.MayBeNamed(file, declared.Groups[1].Value)
        select $"{file.Path}: {declared.Groups[1].Value}");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Rooms_OfAProject_HaveNoCycle(string project) => Rule.Holds(
        $"Rooms of {project} use each other in a circle. Shared words belong to the root namespace; the rest goes through grain interfaces.",
        Cycles.Find(Room.Uses(Modules.Of(project).Written())));

    [Fact]
    public void Cycles_OfTwoRoomsThatUseEachOther_AreFound()
    {
        var types = new[] { typeof(Fixtures.Kitchen.Stove), typeof(Fixtures.Cellar.Cask), typeof(Fixtures.Attic.Trunk) }.Select(Modules.Fixture);

        var circle = Assert.Single(Cycles.Find(types.SelectMany(UsesOfFixture)));

        Assert.Contains("Cellar + Kitchen", circle, StringComparison.Ordinal);
        Assert.DoesNotContain("Attic", circle, StringComparison.Ordinal);
    }

    [Fact]
    public void Cycles_OfASharedTypeThatUsesARoom_AreFound() => Rule.Catches(
        "OrleansNews.Shared",
        Cycles.Find([("Articles", "OrleansNews.Shared", ""), ("OrleansNews.Shared", "Comments", ""), ("Comments", "Articles", "")]));

    // The fixtures' rooms are one level deeper than real ones.
    private static IEnumerable<(string From, string To, string Because)> UsesOfFixture(TypeDefinition type) =>
        from used in type.UsedTypes()
        where used.Namespace.StartsWith("OrleansNews.Fixtures.", StringComparison.Ordinal) && used.Namespace != type.Namespace
        select (type.Namespace.Split('.')[^1], used.Namespace.Split('.')[^1], $"{type.Name} uses {used.Name}");

    private static IEnumerable<string> RoomsOf(string project) => Room.Known.Concat(Room.Own.GetValueOrDefault(project, []));

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
