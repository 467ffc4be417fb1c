(function () {
  'use strict';
  var figures = JSON.parse(document.getElementById('figures').textContent);
  var frames = document.querySelectorAll('.plot');
  var config = {displaylogo: false, responsive: true};
  for (var k = 0; k < figures.length; k++) {
    Plotly.newPlot(frames[k], figures[k].data, figures[k].layout, config);
  }
})();
