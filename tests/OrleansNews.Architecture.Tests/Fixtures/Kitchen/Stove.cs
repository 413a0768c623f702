using OrleansNews.Fixtures.Cellar;

namespace OrleansNews.Fixtures.Kitchen;

/// <summary>Uses another room, and what that room stores.</summary>
internal sealed class Stove
{
    public static int Heat() => new CaskState().Litres;
}
