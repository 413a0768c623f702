namespace OrleansNews;

public class EllipsisTests
{
    [Theory]
    [InlineData("the quay", "the quay…")]
    [InlineData("the quay.", "the quay…")]
    [InlineData("the quay, ", "the quay…")]
    [InlineData("the quay…", "the quay…")]
    [InlineData("the quay –", "the quay…")]
    [InlineData("الرصيف،", "الرصيف…")]
    [InlineData("埠頭。", "埠頭…")]
    [InlineData("the quay?", "the quay?…")]
    [InlineData("“the quay.”", "“the quay.”…")]
    [InlineData("", "…")]
    public void After_OfABeginning_EndsItWithOneMark(string beginning, string ended) => Assert.Equal(ended, Ellipsis.After(beginning));
}
