/** A cell of a table that leads to another page: its value is the address, its text comes with the column. */
(function () {
  'use strict';

  const cells = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});

  cells.PageLink = function (props) {
    if (!props.value) {
      return null;
    }
    const name = props.data && props.data.name;
    const said = name ? `${props.label}: ${name}` : props.label;
    return window.React.createElement('a', { href: props.value, 'aria-label': said }, props.label);
  };
})();
