namespace OrleansNews.Fixtures.Attic;

/// <summary>Uses a room and is used by none: no circle.</summary>
internal static class Trunk
{
    public static int Open() => Cellar.Cask.Fill();
}
