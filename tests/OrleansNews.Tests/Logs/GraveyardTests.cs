using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Logs;

public sealed class GraveyardTests
{
    [Fact]
    public void Bury_AnyNames_EveryOneIsInARangeAndNoOther()
    {
        var burials = Gen.ListOf(Gen.Choose(1, 40).SelectMany(n => Gen.Elements(ObjectKind.Block, ObjectKind.Merged).Select(kind => new ObjectName("w", kind, n)))).ToArbitrary();
        Prop.ForAll(burials, names =>
        {
            var graves = names.Distinct().Aggregate(System.Collections.Immutable.ImmutableArray<Grave>.Empty, (g, name) => Graveyard.Bury(g, [name], 17, urgent: false));
            var buried = graves.SelectMany(g => Enumerable.Range((int)g.First.Number, (int)(g.Last - g.First.Number + 1)).Select(n => g.First with { Number = n })).ToList();
            return buried.ToHashSet().SetEquals(names) && graves.All(g => g.EnteredMinute == 360);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Bury_NoName_LeavesTheVeryArray()
    {
        var graves = Graveyard.Bury([], [new ObjectName("w", ObjectKind.Block, 1)], 17, urgent: false);
        Assert.True(graves == Graveyard.Bury(graves, [], 18, urgent: true));
    }

    [Fact]
    public void IsDue_OrdinaryGarbage_WaitsADay()
    {
        var entered = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var grave = Graveyard.Bury([], [new("w", ObjectKind.Block, 1)], Graveyard.MinuteOf(entered.AddMinutes(-359)), urgent: false)[0];
        Assert.False(Graveyard.IsDue(grave, entered.AddHours(24).AddMinutes(-1), TimeSpan.FromHours(24)));
        Assert.True(Graveyard.IsDue(grave, entered.AddHours(24), TimeSpan.FromHours(24)));
        Assert.True(Graveyard.IsDue(grave with { Urgent = true }, entered.AddHours(-1), TimeSpan.FromHours(24)));
    }
}
