using Mono.Cecil;
using OrleansNews.Inspection;

namespace OrleansNews.Rooms;

/// <summary>What a room keeps to itself: the state it stores, and its grains, which others reach by their interfaces.</summary>
public class PrivacyOfRoomsTests
{
    [Fact]
    public void State_OfARoom_IsNamedOnlyThere() => Rule.Holds(
        "A *State type is what a room stores. Other rooms ask its grains.",
        Trespassers(Modules.AllWritten, IsState));

    [Fact]
    public void GrainClass_OfARoom_IsNamedOnlyThere() => Rule.Holds(
        "Rooms meet through grain interfaces, never through the classes behind them.",
        Trespassers(Modules.AllWritten, type => GrainTypes.IsGrainClass(type)));

    [Fact]
    public void Trespassers_IntoAStateOfAnotherRoom_AreFound() => Rule.Catches(
        nameof(Fixtures.Kitchen.Stove),
        Trespassers([Modules.Fixture(typeof(Fixtures.Kitchen.Stove)), Modules.Fixture(typeof(Fixtures.Cellar.CaskState))], IsState, @namespace => @namespace));

    private static bool IsState(TypeDefinition type) => type.Name.EndsWith("State", StringComparison.Ordinal) && !type.IsEnum && !type.IsInterface;

    private static IEnumerable<string> Trespassers(
        IEnumerable<TypeDefinition> types, Func<TypeDefinition, bool> isPrivate, Func<string, string>? roomOf = null)
    {
        roomOf ??= Room.Of;
        var all = types.ToList();
        var secrets = all.Where(isPrivate).Select(type => TypeUse.Name(type)).Where(name => roomOf(name.Namespace).Length > 0).ToHashSet();
        return from type in all
               from used in type.UsedTypes()
               where secrets.Contains(used) && roomOf(used.Namespace) != roomOf(type.Namespace)
               select $"{type.FullName} names {used}";
    }
}
