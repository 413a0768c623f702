namespace OrleansNews.Fixtures.Cellar;

/// <summary>Closes the circle inside a method body, where no signature shows it.</summary>
internal static class Cask
{
    public static int Fill()
    {
        var filled = 0;
        Action fill = () => filled = Kitchen.Stove.Heat();
        fill();
        return filled;
    }
}
